namespace Valhalla.Governance.Runbook;

/// <summary>Every time zone that a feature computes with is known to this machine.</summary>
internal sealed class TimeZonesResolveCheck(IEnumerable<IRequiredTimeZones> required) : IRunbookCheck
{
    public string Id => RunbookCheckIds.TimeZonesResolve;

    public CheckSeverity Severity => CheckSeverity.Blocker;

    public ValueTask<RunbookCheckOutcome> CheckAsync(CancellationToken cancellationToken)
    {
        var ids = required.SelectMany(r => r.Ids).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal).ToArray();
        var unknown = ids.Where(id => !TimeZoneInfo.TryFindSystemTimeZoneById(id, out _)).ToArray();
        return new(new RunbookCheckOutcome(
            unknown.Length == 0,
            unknown.Length == 0
                ? "Time zones resolve"
                : $"Time zones must be known to the system (Debian: package tzdata): {string.Join(", ", unknown)}",
            new Dictionary<string, object?> { ["zones"] = ids.Length, ["unknown"] = unknown }));
    }
}
