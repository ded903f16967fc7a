using Valhalla.Governance.Audit;

namespace Valhalla.Governance.Risk;

/// <summary>What the ledger says by itself: warnings near a cap, and halts at the daily loss.</summary>
internal static class LedgerNotices
{
    /// <summary>Adds a warning for every cap whose warning share is passed between two states of a row.</summary>
    public static void AddWarnings(
        LedgerBook book,
        LedgerLine line,
        in RiskLedgerDay before,
        LedgerCommand command,
        string? correlationId)
    {
        if (line.Policy is not { } policy)
        {
            return;
        }

        ref readonly var after = ref line.Row;
        var certificate = line.Certificate;
        Warn(book, policy, RiskLimit.MaxDailyExposure, policy.MaxDailyExposure,
            before.ExposureUsed, after.ExposureUsed, ref certificate.Exposure, command, correlationId);
        if (policy.MaxOpenReserved is { } maxOpen)
        {
            Warn(book, policy, RiskLimit.MaxOpenReserved, maxOpen,
                before.OpenRiskReserved, after.OpenRiskReserved, ref certificate.Open, command, correlationId);
        }

        Warn(book, policy, RiskLimit.MaxDailyLoss, policy.MaxDailyLoss,
            before.CurrentNetLoss, after.CurrentNetLoss, ref certificate.NetLoss, command, correlationId);
    }

    /// <summary>
    /// Marks the row as halted when its net loss has reached the cap: once, and again after each change of the policy,
    /// which ends a halt.
    /// </summary>
    public static void HaltIfReached(
        LedgerBook book, LedgerLine line, in RiskLedgerDay before, LedgerCommand command)
    {
        var row = line.Row;
        if (line.Policy is not { } policy || !RiskRules.ReachesHalt(policy, before, row))
        {
            return;
        }

        line.Set(row with { HaltedAt = RiskRules.HaltTime(policy, book.Now) });
        var reached = Money.Max(before.CurrentNetLoss, row.CurrentNetLoss);
        var reason = $"Net loss {reached} has reached the daily cap {policy.MaxDailyLoss}.";
        book.Events.Add(Notice(book, RiskEventKind.Halted, policy.Engine, reached,
            WireNames.Of(RiskLimit.MaxDailyLoss), command, null));
        book.Audit.Add(new AuditEntry(
            "risk.halt", policy.Engine.Value, new ChangeAuthor(command.Actor), reason, null, null, policy.Version));
    }

    private static void Warn(
        LedgerBook book,
        RiskPolicy policy,
        RiskLimit limit,
        Money cap,
        Money before,
        Money after,
        ref ShiftRange shift,
        LedgerCommand command,
        string? correlationId)
    {
        if (RiskRules.CrossesWarning(cap, before, after, book.Terms.WarningBasisPoints, ref shift))
        {
            shift.Pin();
            book.Events.Add(Notice(
                book, RiskEventKind.Warning, policy.Engine, after, WireNames.Of(limit), command, correlationId));
        }
    }

    private static RiskEvent Notice(
        LedgerBook book,
        RiskEventKind kind,
        EngineName engine,
        Money amount,
        string reason,
        LedgerCommand command,
        string? correlationId) => new()
        {
            Kind = kind,
            Engine = engine,
            Day = book.Day,
            Amount = amount,
            Reason = reason,
            Actor = command.Actor,
            CorrelationId = correlationId,
            CreatedAt = book.Now,
        };
}
