using Valhalla.Governance.Audit;

namespace Valhalla.Governance.Risk;

/// <summary>What settling, releasing and expiring do to ledger rows.</summary>
internal static class LedgerSettlement
{
    /// <summary>Books a settlement on a row, warns and halts where a cap is near or reached.</summary>
    public static void AddToRow(
        LedgerBook book, EngineName engine, LedgerCommand command, Money amount, bool late, Money loss, Money profit)
    {
        var line = book.LineOf(engine);
        var before = line.Row;
        line.Set(before with
        {
            // What expired was given back; a late settlement shows that it was used after all.
            ExposureUsed = late ? before.ExposureUsed + amount : before.ExposureUsed,
            OpenRiskReserved = late ? before.OpenRiskReserved : before.OpenRiskReserved - amount,
            RealizedLoss = before.RealizedLoss + loss,
            RealizedProfit = before.RealizedProfit + profit,
        });
        LedgerNotices.AddWarnings(book, line, before, command, null);
        LedgerNotices.HaltIfReached(book, line, before, command);
    }

    /// <summary>Gives back what a reservation holds: exposure only on the day on which it was reserved.</summary>
    public static void GiveBack(
        LedgerBook book, RiskReservation reservation, Money amount, RiskEventKind kind, string actor)
    {
        var exposure = reservation.Day == book.Day ? amount : Money.Zero;
        GiveBackOnRow(book.LineOf(reservation.Engine), amount, exposure);
        GiveBackOnRow(book.LineOf(EngineName.Global), amount, exposure);
        book.Events.Add(new RiskEvent
        {
            Kind = kind,
            Engine = reservation.Engine,
            Day = book.Day,
            Amount = amount,
            ExposureDelta = -exposure,
            OpenDelta = -amount,
            ReservationId = reservation.Id,
            Actor = actor,
            CorrelationId = reservation.CorrelationId,
            CreatedAt = book.Now,
        });
    }

    public static void AuditOverrun(
        LedgerBook book, EngineName engine, LedgerCommand command, Money loss, Money amount) =>
        book.Audit.Add(new AuditEntry(
            "risk.overrun",
            engine.Value,
            new ChangeAuthor(command.Actor),
            $"A loss of {loss} was booked on a settlement of {amount}.",
            null,
            null));

    private static void GiveBackOnRow(LedgerLine line, Money amount, Money exposure)
    {
        var row = line.Row;
        line.Set(row with
        {
            ExposureUsed = row.ExposureUsed - exposure,
            OpenRiskReserved = row.OpenRiskReserved - amount,
        });
    }
}
