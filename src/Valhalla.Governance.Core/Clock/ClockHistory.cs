using System.Text.Json;
using Valhalla.Governance.Audit;

namespace Valhalla.Governance.Clock;

/// <summary>Suspicions and acknowledgements in the audit chain.</summary>
internal sealed class ClockHistory(IAuditStore audit, StoreClockWatch watch)
{
    public const string SuspectedAction = "clock.suspected";
    public const string AcknowledgedAction = "clock.acknowledged";
    private const string Subject = "store_clock";

    /// <summary>Reads what was last said, and lets this process go by it.</summary>
    /// <returns>Whether a suspicion is recorded and not acknowledged.</returns>
    public async ValueTask<bool> RestoreAsync(CancellationToken cancellationToken)
    {
        var suspected = await FindLastAsync(SuspectedAction, cancellationToken).ConfigureAwait(false);
        var acknowledged = await FindLastAsync(AcknowledgedAction, cancellationToken).ConfigureAwait(false);
        watch.IsRestored = true;
        var isOpen = suspected is not null && suspected.Sequence > (acknowledged?.Sequence ?? 0);
        var jump = isOpen && Read(suspected) is { Expected: { } expected, Shown: { } shown }
            ? new ClockJump(expected, shown)
            : null;
        if (jump is not null || acknowledged is not null)
        {
            // A jump of this process that is not recorded yet is later than what was acknowledged.
            watch.Restore(jump ?? watch.Jump, Read(acknowledged)?.LedgerDaysAhead ?? 0);
        }

        return isOpen;
    }

    /// <summary>The same, once in this process.</summary>
    public async ValueTask EnsureRestoredAsync(CancellationToken cancellationToken)
    {
        if (!watch.IsRestored)
        {
            await RestoreAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    public ValueTask SuspectAsync(ClockJump jump, string reason, CancellationToken cancellationToken) => AppendAsync(
        SuspectedAction,
        ChangeAuthor.System,
        reason,
        new ClockRecord { Expected = jump.Expected, Shown = jump.Shown },
        cancellationToken);

    public async ValueTask AcknowledgeAsync(
        ChangeAuthor author, string reason, int daysAhead, CancellationToken cancellationToken)
    {
        await AppendAsync(
            AcknowledgedAction, author, reason, new ClockRecord { LedgerDaysAhead = daysAhead }, cancellationToken)
            .ConfigureAwait(false);
        watch.Restore(null, daysAhead);
    }

    private ValueTask AppendAsync(
        string action, ChangeAuthor author, string reason, ClockRecord record, CancellationToken cancellationToken) =>
        audit.AppendAsync(
            new AuditEntry(
                action,
                Subject,
                author,
                reason,
                null,
                JsonSerializer.Serialize(record, ClockJsonContext.Default.ClockRecord)),
            cancellationToken);

    private async ValueTask<AuditRecord?> FindLastAsync(string action, CancellationToken cancellationToken)
    {
        var found = await audit.ListAsync(new AuditQuery { Action = action, Limit = 1 }, cancellationToken)
            .ConfigureAwait(false);
        return found.Count == 0 ? null : found[0];
    }

    private static ClockRecord? Read(AuditRecord? record) => record?.Entry.ToJson is { } json
        ? JsonSerializer.Deserialize(json, ClockJsonContext.Default.ClockRecord)
        : null;
}
