using Valhalla.Governance.Control;
using Valhalla.Governance.Diagnostics;

namespace Valhalla.Governance.Integrity;

/// <summary>Alarms as rows of control state: every node learns of them as of any other change.</summary>
internal sealed class IntegrityAlarms(ControlState control, GuardedLogger<IntegrityAlarms> logger) : IIntegrityAlarms
{
    public async ValueTask<IReadOnlyList<IntegrityAlarm>> ListAsync(
        bool includeAcknowledged = false, CancellationToken cancellationToken = default)
    {
        var snapshot = await control.RefreshAsync(cancellationToken).ConfigureAwait(false);
        return [.. snapshot.Alarms.Where(alarm => includeAcknowledged || alarm.IsOpen).Reverse()];
    }

    public async ValueTask<IntegrityAlarmStatus> AcknowledgeAsync(
        long id, ChangeAuthor author, string? reason, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(author);
        reason = PlainText.Normalize(reason);
        if (string.IsNullOrWhiteSpace(reason))
        {
            return IntegrityAlarmStatus.ReasonRequired;
        }

        TextRules.RequireOptional(reason, TextRules.MaxReasonLength, nameof(reason));
        var status = IntegrityAlarmStatus.NotFound;
        await control.CommitAsync(
            (current, now) =>
            {
                (status, var change) = IntegrityRules.Acknowledge(current, id, author, reason, now);
                return change;
            },
            cancellationToken).ConfigureAwait(false);
        return status;
    }

    /// <summary>Raises findings that were not raised before, and closes the gate where that is called for.</summary>
    /// <exception cref="ValhallaStoreException">The store could not make the change.</exception>
    public async ValueTask RaiseAsync(IReadOnlyList<IntegrityFinding> findings, CancellationToken cancellationToken)
    {
        if (findings.Count == 0)
        {
            return;
        }

        IReadOnlyList<IntegrityAlarm> raised = [];
        await control.CommitAsync(
            (current, now) =>
            {
                var change = IntegrityRules.Raise(current, findings, now);
                raised = change?.Alarms ?? [];
                return change;
            },
            cancellationToken).ConfigureAwait(false);
        foreach (var alarm in raised)
        {
            IntegrityLog.Raised(logger, alarm.Id, WireNames.Of(alarm.Kind), alarm.Subject, alarm.Detail);
        }
    }
}
