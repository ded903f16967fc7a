using System.Globalization;
using Valhalla.Governance.Control;

namespace Valhalla.Governance.Runbook;

/// <summary>Nothing that was found wrong with the store waits for an acknowledgement.</summary>
internal sealed class IntegrityAlarmsClearCheck(ControlState control) : IRunbookCheck
{
    public string Id => RunbookCheckIds.IntegrityAlarmsClear;

    public CheckSeverity Severity => CheckSeverity.Blocker;

    public async ValueTask<RunbookCheckOutcome> CheckAsync(CancellationToken cancellationToken)
    {
        var snapshot = await control.RefreshAsync(cancellationToken).ConfigureAwait(false);
        var open = snapshot.Alarms.Where(alarm => alarm.IsOpen).ToList();
        return new RunbookCheckOutcome(
            open.Count == 0,
            open.Count == 0
                ? "No integrity alarm is open"
                : "Integrity alarms must be looked into and acknowledged: " + string.Join("; ", open.Select(Name)),
            new Dictionary<string, object?> { ["open"] = open.Count });
    }

    private static string Name(IntegrityAlarm alarm) => string.Create(
        CultureInfo.InvariantCulture, $"{alarm.Id} {WireNames.Of(alarm.Kind)} {alarm.Subject}: {alarm.Detail}");
}
