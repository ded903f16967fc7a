using System.Globalization;
using System.Text.Json;
using Valhalla.Governance.TripwireQuality.Measurement;

namespace Valhalla.Governance.TripwireQuality;

/// <summary>Prints tables as aligned text, or writes them as JSON.</summary>
internal static class Report
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    public static void Print(TextWriter output, Table table)
    {
        output.WriteLine();
        output.WriteLine(table.Title);
        output.WriteLine(Line("rule", "stream", table.Rows[0].Figures.Select(figure => figure.Measure)));
        foreach (var row in table.Rows)
        {
            output.WriteLine(Line(row.Rule, row.Stream, row.Figures.Select(Cell)));
        }
    }

    public static void Print(TextWriter output, IReadOnlyList<Goal> goals)
    {
        output.WriteLine();
        output.WriteLine("Goals for SEQUENTIAL");
        foreach (var goal in goals)
        {
            output.WriteLine(goal);
        }
    }

    public static void Write(string file, QualityArguments arguments, IReadOnlyList<Table> tables) =>
        File.WriteAllText(file, JsonSerializer.Serialize(new { arguments.Seed, arguments.Streams, tables }, Json));

    private static string Line(string rule, string stream, IEnumerable<string> columns) =>
        $"{rule,-10} {stream,-30}{string.Concat(columns.Select(column => $"{column,29}"))}";

    private static string Cell(Figure figure)
    {
        var (tripped, decimals) = (figure.Tripped, figure.Bound == 0 ? "0.00" : "0.0");
        var share = $"{Text(tripped.Percent)} [{Text(tripped.Lower)}, {Text(tripped.Upper)}]";
        var median = figure.Median?.ToString(CultureInfo.InvariantCulture) ?? $">{figure.Bound}";
        return figure.Bound == 0 ? share : $"{median,5} {share}";

        string Text(double value) =>
            value.ToString(decimals, CultureInfo.InvariantCulture).PadLeft(decimals.Length + 2);
    }
}
