using System.Text.Encodings.Web;
using System.Text.Json;
using Valhalla.Governance.Report.Rows;

namespace Valhalla.Governance.Report.Output;

/// <summary>
/// Writes the rows as JSON. A figure that was not measured is null, and so is the verdict without a goal.
/// </summary>
internal static class JsonRows
{
    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
    };

    public static void Write(string file, IReadOnlyList<Row> rows) => File.WriteAllText(file, JsonSerializer.Serialize(
        rows.Select(row => new
        {
            Row = row.Spec.Id,
            row.Spec.Unit,
            Ours = Finite(row.Figures?.Ours),
            Peer = Finite(row.Figures?.Peer),
            Ratio = Finite(row.Figures?.Ratio),
            Limit = Finite(row.Figures?.Limit),
            Fraction = Finite(row.Figures?.Fraction),
            Goal = row.Spec.Goal?.Text(row.Spec.Unit),
            Met = row.IsBroken ? false : row.IsMet,
        }),
        Json));

    /// <summary>JSON knows neither infinity nor NaN.</summary>
    private static double? Finite(double? value) => value is { } number && double.IsFinite(number) ? number : null;
}
