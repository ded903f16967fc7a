using Valhalla.Governance.Idempotency;

namespace Valhalla.Governance.Risk;

/// <summary>Decides a reservation: idempotency first, then admission, then the limits of engine and GLOBAL.</summary>
internal sealed class ReserveCommand(ReserveRequest request, ReservationId newId, IdempotencyTicket? ticket)
    : LedgerCommand<ReserveResult>(request.Actor, ticket)
{
    public ReserveRequest Request { get; } = request;

    public override void Decide(LedgerBook book)
    {
        if (Ticket is not null && book.FindAnswer(Ticket.Key) is { } earlier)
        {
            Result = string.Equals(earlier.RequestHash, Ticket.RequestHash, StringComparison.Ordinal)
                ? LedgerAnswers.ReadReserve(earlier.AnswerJson)
                : Answer(ReserveStatus.IdempotencyKeyReused);
            return;
        }

        var engine = book.LineOf(Request.Engine);
        var global = book.LineOf(EngineName.Global);
        var (status, deniedBy) = RiskRules.CheckAdmission(
            Request.Engine, engine.Policy, global.Policy, book.KillSwitchEngaged, book.LacksGoLive);
        if (status != ReserveStatus.Granted)
        {
            Deny(book, engine, global, Answer(status, deniedBy));
            return;
        }

        List<LimitViolation>? violations = null;
        RiskRules.CheckLimits(engine.Policy!, engine.Row, engine.Certificate, Request.Amount, ref violations);
        RiskRules.CheckLimits(global.Policy!, global.Row, global.Certificate, Request.Amount, ref violations);
        if (violations is not null)
        {
            Deny(book, engine, global, Answer(
                ReserveStatus.WouldExceedPolicy, violations[0].Scope, violations));
            return;
        }

        Result = Request.DryRun ? Answer(ReserveStatus.Granted) : Grant(book, engine, global);
    }

    private ReserveResult Grant(LedgerBook book, LedgerLine engine, LedgerLine global)
    {
        book.AddReservation(new RiskReservation
        {
            Id = newId,
            Engine = Request.Engine,
            Amount = Request.Amount,
            Open = Request.Amount,
            Day = book.Day,
            Actor = Actor,
            CorrelationId = Request.CorrelationId,
            CreatedAt = book.Now,
            ExpiresAt = Request.TimeToLive is { } timeToLive ? book.Now + timeToLive : null,
        });
        book.Events.Add(new RiskEvent
        {
            Kind = RiskEventKind.Reserved,
            Engine = Request.Engine,
            Day = book.Day,
            Amount = Request.Amount,
            ExposureDelta = Request.Amount,
            OpenDelta = Request.Amount,
            ReservationId = newId,
            Actor = Actor,
            CorrelationId = Request.CorrelationId,
            CreatedAt = book.Now,
        });
        BookGranted(book, engine);
        BookGranted(book, global);
        return Remember(book, Answer(ReserveStatus.Granted, reservationId: newId));
    }

    private void BookGranted(LedgerBook book, LedgerLine line)
    {
        var before = line.Row;
        line.Set(before with
        {
            ExposureUsed = before.ExposureUsed + Request.Amount,
            OpenRiskReserved = before.OpenRiskReserved + Request.Amount,
            Reservations = before.Reservations + 1,
        });
        LedgerNotices.AddWarnings(book, line, before, this, Request.CorrelationId);
    }

    private void Deny(LedgerBook book, LedgerLine engine, LedgerLine global, ReserveResult denial)
    {
        Result = denial;
        if (Request.DryRun)
        {
            return;
        }

        book.Events.Add(new RiskEvent
        {
            Kind = RiskEventKind.Denied,
            Engine = Request.Engine,
            Day = book.Day,
            Amount = Request.Amount,
            Reason = WireNames.Of(denial.Status),
            DetailJson = denial.Violations.Count == 0 ? null : LedgerAnswers.WriteViolations(denial.Violations),
            Actor = Actor,
            CorrelationId = Request.CorrelationId,
            CreatedAt = book.Now,
        });

        // A name without a policy gets no ledger row: callers cannot grow the table with invented engines.
        if (engine.Policy is not null)
        {
            CountDenial(engine);
        }

        CountDenial(global);
        Remember(book, denial);
    }

    private static void CountDenial(LedgerLine line)
    {
        var row = line.Row;
        line.Set(row with { Denials = row.Denials + 1 });
    }

    private ReserveResult Remember(LedgerBook book, ReserveResult result)
    {
        if (Ticket is not null)
        {
            book.AddAnswer(Ticket, LedgerAnswers.WriteReserve(result));
        }

        return result;
    }

    private ReserveResult Answer(
        ReserveStatus status,
        EngineName? deniedBy = null,
        IReadOnlyList<LimitViolation>? violations = null,
        ReservationId? reservationId = null) => new()
        {
            Status = status,
            Engine = Request.Engine,
            Amount = Request.Amount,
            ReservationId = reservationId,
            DeniedBy = deniedBy,
            Violations = violations ?? [],
        };
}
