using Valhalla.Governance.Idempotency;

namespace Valhalla.Governance.Risk;

/// <summary>Decides a release. Refusals book nothing and leave the idempotency key unused.</summary>
internal sealed class ReleaseCommand(ReleaseRequest request, IdempotencyTicket? ticket)
    : LedgerCommand<SettleResult>(request.Actor, ticket)
{
    public ReleaseRequest Request { get; } = request;

    public override void Decide(LedgerBook book)
    {
        if (SettleReplay.Find(book, Ticket) is { } replay)
        {
            Result = replay;
            return;
        }

        Result = book.FindReservation(Request.ReservationId) switch
        {
            null => new SettleResult { Status = SettleStatus.ReservationUnknown },
            { Status: not ReservationStatus.Open } closed =>
                new SettleResult { Status = SettleStatus.ReservationClosed, Reservations = [closed.Id] },
            var open when Request.Amount > open.Open =>
                new SettleResult { Status = SettleStatus.AmountExceedsOpen, StillOpen = open.Open },
            var open => Book(book, open, Request.Amount ?? open.Open),
        };
    }

    private SettleResult Book(LedgerBook book, RiskReservation reservation, Money amount)
    {
        var open = reservation.Open - amount;
        var closes = !open.IsPositive;
        book.SetReservation(reservation with
        {
            Open = open,
            Released = reservation.Released + amount,
            Status = (closes, reservation.Settled.IsPositive) switch
            {
                (false, _) => ReservationStatus.Open,
                (true, true) => ReservationStatus.Settled,
                (true, false) => ReservationStatus.Released,
            },
            ClosedAt = closes ? book.Now : null,
        });
        LedgerSettlement.GiveBack(book, reservation, amount, RiskEventKind.Released, Actor);
        var result = new SettleResult
        {
            Status = SettleStatus.Booked,
            Reservations = [reservation.Id],
            Amount = amount,
            StillOpen = open,
        };
        SettleReplay.Remember(book, Ticket, result);
        return result;
    }
}
