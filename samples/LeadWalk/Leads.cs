using SampleApi.Leads;
using Valhalla.Governance;

namespace LeadWalk;

/// <summary>Generated leads: the same for the same seed.</summary>
public static class Leads
{
    // A market with one zone of its own in the provinces that have several.
    private static readonly (string Province, string Market, string Zone)[] Markets =
    [
        ("ON", "TORONTO", "America/Toronto"),
        ("BC", "VANCOUVER", "America/Vancouver"),
        ("QC", "MONTREAL", "America/Toronto"),
        ("SK", "REGINA", "America/Regina"),
        ("NL", "ST_JOHNS", "America/St_Johns"),
    ];

    /// <summary>The markets that leads come from, beside whole provinces.</summary>
    public static IReadOnlyList<(string Province, string Market, string Zone)> NamedMarkets => Markets;

    /// <summary>Leads with their times of arrival, in order, over a week around the clock.</summary>
#pragma warning disable CA5394 // Nothing secret hangs on it, and it must be the same again.
    public static IReadOnlyList<(DateTimeOffset At, NewLead Lead)> Generate(
        int count, DateTimeOffset start, Random random) =>
    [
        .. Enumerable.Range(0, count)
            .Select(number => (
                At: start.AddSeconds(random.Next(7 * 24 * 60 * 60)),
                Lead: Generate(number, random)))
            .OrderBy(lead => lead.At),
    ];

    private static NewLead Generate(int number, Random random)
    {
        var province = ProvinceCode.All[number % ProvinceCode.All.Count].Value;
        var market = Array.Find(Markets, known => known.Province == province).Market;
        return new NewLead(
            $"lead-{number}",
            province,
            Arv: 1_000 * random.Next(150, 600),
            Repairs: 500 * random.Next(10, 160),
            random.Next(2) == 0 ? market : null,
            random.Next(0, 101));
    }
#pragma warning restore CA5394
}
