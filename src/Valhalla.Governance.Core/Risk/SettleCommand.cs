using Valhalla.Governance.Idempotency;

namespace Valhalla.Governance.Risk;

/// <summary>Decides a settlement. Refusals book nothing and leave the idempotency key unused.</summary>
internal sealed class SettleCommand(SettleRequest request, IdempotencyTicket? ticket)
    : LedgerCommand<SettleResult>(request.Actor, ticket)
{
    public SettleRequest Request { get; } = request;

    public override void Decide(LedgerBook book)
    {
        if (SettleReplay.Find(book, Ticket) is { } replay)
        {
            Result = replay;
            return;
        }

        var candidates = Candidates(book);
        if (candidates.Count == 0)
        {
            Result = new SettleResult { Status = SettleStatus.ReservationUnknown };
            return;
        }

        // What is open comes first; what has expired can still be settled, late.
        var open = candidates.FindAll(r => r.Open.IsPositive);
        var late = open.Count == 0;
        var settled = late ? candidates.FindAll(r => r.Expired.IsPositive) : open;
        if (settled.Count == 0)
        {
            Result = new SettleResult { Status = SettleStatus.ReservationClosed, Reservations = [candidates[0].Id] };
            return;
        }

        var available = settled.Aggregate(Money.Zero, (sum, r) => sum + (late ? r.Expired : r.Open));
        var amount = Request.Amount ?? available;
        Result = amount > available
            ? new SettleResult { Status = SettleStatus.AmountExceedsOpen, StillOpen = available }
            : Overflows(book, settled[0].Engine)
                ? new SettleResult { Status = SettleStatus.AmountOverflow, StillOpen = available }
                : Book(book, settled, amount, available, late);
    }

    private List<RiskReservation> Candidates(LedgerBook book) =>
        Request.ReservationId is { } id
            ? book.FindReservation(id) is { } one ? [one] : []
            : [.. book.FindReservations(Request.Engine!.Value, Request.CorrelationId!)];

    private bool Overflows(LedgerBook book, EngineName engine)
    {
        ref readonly var engineRow = ref book.LineOf(engine).Row;
        ref readonly var globalRow = ref book.LineOf(EngineName.Global).Row;
        return !engineRow.RealizedLoss.TryAdd(Request.RealizedLoss, out _)
            || !engineRow.RealizedProfit.TryAdd(Request.RealizedProfit, out _)
            || !globalRow.RealizedLoss.TryAdd(Request.RealizedLoss, out _)
            || !globalRow.RealizedProfit.TryAdd(Request.RealizedProfit, out _);
    }

    private SettleResult Book(
        LedgerBook book, List<RiskReservation> settled, Money amount, Money available, bool late)
    {
        var engine = settled[0].Engine;
        var overrun = Request.RealizedLoss > amount;
        var remaining = amount;
        var ids = new List<ReservationId>(settled.Count);
        foreach (var reservation in settled)
        {
            if (!remaining.IsPositive)
            {
                break;
            }

            // The loss or profit is one figure: it is booked once, on the oldest reservation.
            var part = Money.Min(remaining, late ? reservation.Expired : reservation.Open);
            BookPart(book, reservation, part, isFirst: ids.Count == 0, late, overrun);
            remaining -= part;
            ids.Add(reservation.Id);
        }

        LedgerSettlement.AddToRow(book, engine, this, amount, late, Request.RealizedLoss, Request.RealizedProfit);
        LedgerSettlement.AddToRow(
            book, EngineName.Global, this, amount, late, Request.RealizedLoss, Request.RealizedProfit);
        if (overrun)
        {
            LedgerSettlement.AuditOverrun(book, engine, this, Request.RealizedLoss, amount);
        }

        var result = new SettleResult
        {
            Status = SettleStatus.Booked,
            Reservations = ids,
            Amount = amount,
            StillOpen = late ? Money.Zero : available - amount,
            IsOverrun = overrun,
            IsLate = late,
        };
        SettleReplay.Remember(book, Ticket, result);
        return result;
    }

    private void BookPart(
        LedgerBook book, RiskReservation reservation, Money part, bool isFirst, bool late, bool overrun)
    {
        var loss = isFirst ? Request.RealizedLoss : Money.Zero;
        var profit = isFirst ? Request.RealizedProfit : Money.Zero;
        var open = late ? reservation.Open : reservation.Open - part;
        var closes = reservation.Status == ReservationStatus.Open && !open.IsPositive;
        book.SetReservation(reservation with
        {
            Open = open,
            Expired = late ? reservation.Expired - part : reservation.Expired,
            Settled = reservation.Settled + part,
            RealizedLoss = reservation.RealizedLoss + loss,
            RealizedProfit = reservation.RealizedProfit + profit,
            Status = closes ? ReservationStatus.Settled : reservation.Status,
            ClosedAt = closes ? book.Now : reservation.ClosedAt,
        });
        book.Events.Add(new RiskEvent
        {
            Kind = RiskEventKind.Settled,
            Engine = reservation.Engine,
            Day = book.Day,
            Amount = part,
            ExposureDelta = late ? part : Money.Zero,
            OpenDelta = late ? Money.Zero : -part,
            RealizedLoss = loss,
            RealizedProfit = profit,
            ReservationId = reservation.Id,
            Reason = (late, overrun && isFirst) switch
            {
                (true, true) => "late_overrun",
                (true, false) => "late",
                (false, true) => "overrun",
                _ => null,
            },
            Actor = Actor,
            CorrelationId = reservation.CorrelationId,
            CreatedAt = book.Now,
        });
    }
}
