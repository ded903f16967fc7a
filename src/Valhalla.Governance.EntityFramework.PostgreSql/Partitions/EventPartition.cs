using System.Globalization;

namespace Valhalla.Governance.EntityFramework.PostgreSql.Partitions;

/// <summary>The rows of some days of one table.</summary>
/// <param name="Table">The partitioned table.</param>
/// <param name="Name">The partition's own name; it tells the days.</param>
/// <param name="From">The first day; null for all days before <paramref name="Until"/>.</param>
/// <param name="Until">The day behind the last one.</param>
internal sealed record EventPartition(string Table, string Name, DateOnly? From, DateOnly Until)
{
    public const string Kpi = "kpi_event";
    public const string Risk = "risk_event";
    private const string DayFormat = "yyyyMMdd";
    private const string Before = "before_";

    /// <summary>The tables that are split.</summary>
    public static IReadOnlyList<string> Tables { get; } = [Kpi, Risk];

    public bool Covers(DateOnly day) => (From is null || From <= day) && day < Until;

    public static EventPartition Of(string table, DateOnly day) => new(
        table, $"{table}_{day.ToString(DayFormat, CultureInfo.InvariantCulture)}", day, day.AddDays(1));

    /// <summary>A partition by its name, or null for the default one and for what an operator added.</summary>
    public static EventPartition? TryParse(string table, string name)
    {
        if (!name.StartsWith(table + "_", StringComparison.Ordinal))
        {
            return null;
        }

        var days = name[(table.Length + 1)..];
        var isWhatWasBefore = days.StartsWith(Before, StringComparison.Ordinal);
        if (!DateOnly.TryParseExact(
            isWhatWasBefore ? days[Before.Length..] : days,
            DayFormat,
            CultureInfo.InvariantCulture,
            DateTimeStyles.None,
            out var day))
        {
            return null;
        }

        return isWhatWasBefore ? new EventPartition(table, name, null, day) : Of(table, day);
    }
}
