using System.Collections.Frozen;

namespace Valhalla.Governance.Operations.MarketPolicies;

/// <summary>
/// The IANA time zones of every province and territory, the one of most people first. Source: the IANA time-zone
/// database and its comments on Canada.
/// </summary>
internal static class ProvinceZones
{
    private static readonly FrozenDictionary<ProvinceCode, string[]> Table = new Dictionary<ProvinceCode, string[]>
    {
        [new("AB")] = ["America/Edmonton"],

        // The Peace River and Creston keep MST all year round, the East Kootenay keeps Alberta's time.
        [new("BC")] =
        [
            "America/Vancouver", "America/Edmonton", "America/Dawson_Creek", "America/Fort_Nelson", "America/Creston",
        ],
        [new("MB")] = ["America/Winnipeg"],
        [new("NB")] = ["America/Moncton"],

        // Most of Labrador keeps Atlantic time.
        [new("NL")] = ["America/St_Johns", "America/Goose_Bay"],
        [new("NS")] = ["America/Halifax", "America/Glace_Bay"],
        [new("NT")] = ["America/Inuvik", "America/Yellowknife"],

        // Southampton Island keeps EST all year round, as Atikokan does.
        [new("NU")] =
        [
            "America/Iqaluit", "America/Rankin_Inlet", "America/Resolute", "America/Cambridge_Bay", "America/Atikokan",
        ],

        // Central time west of 90° W; Atikokan, Pickle Lake and New Osnaburgh keep EST all year round.
        [new("ON")] = ["America/Toronto", "America/Winnipeg", "America/Atikokan"],
        [new("PE")] = ["America/Halifax"],

        // The Magdalen Islands keep Atlantic time, the Lower North Shore east of 63° W AST all year round.
        [new("QC")] = ["America/Toronto", "America/Blanc-Sablon", "America/Halifax"],

        // Lloydminster keeps Alberta's time, Creighton and Denare Beach Manitoba's.
        [new("SK")] = ["America/Regina", "America/Swift_Current", "America/Edmonton", "America/Winnipeg"],
        [new("YT")] = ["America/Whitehorse", "America/Dawson"],
    }.ToFrozenDictionary();

    /// <summary>Every zone of Canada, once.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. Table.Values.SelectMany(ids => ids).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)];

    /// <summary>The zones of a province, the principal one first.</summary>
    public static IReadOnlyList<string> Of(ProvinceCode province) => Table[province];
}
