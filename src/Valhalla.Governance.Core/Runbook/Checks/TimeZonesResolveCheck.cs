namespace Valhalla.Governance.Runbook;

/// <summary>Every time zone that a feature computes with is in the data it computes with.</summary>
internal sealed class TimeZonesResolveCheck(IEnumerable<IRequiredTimeZones> required) : IRunbookCheck
{
    public string Id => RunbookCheckIds.TimeZonesResolve;

    public CheckSeverity Severity => CheckSeverity.Blocker;

    public ValueTask<RunbookCheckOutcome> CheckAsync(CancellationToken cancellationToken)
    {
        var failing = required.Where(zones => zones.Unknown.Count > 0)
            .Select(zones => $"{string.Join(", ", zones.Unknown)} ({zones.Remedy})").ToArray();
        return new(new RunbookCheckOutcome(
            failing.Length == 0,
            failing.Length == 0
                ? "Time zones resolve"
                : $"Time zones are not known: {string.Join("; ", failing)}",
            new Dictionary<string, object?>
            {
                ["zones"] = required.SelectMany(zones => zones.Ids).Distinct(StringComparer.Ordinal).Count(),
                ["unknown"] = Sorted(required.SelectMany(zones => zones.Unknown)),
                ["data"] = required.ToDictionary(
                    zones => zones.Feature, zones => (object?)zones.DataVersion, StringComparer.Ordinal),
            }));
    }

    private static string[] Sorted(IEnumerable<string> ids) =>
        [.. ids.Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];
}
