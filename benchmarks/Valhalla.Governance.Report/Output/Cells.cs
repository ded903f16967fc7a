using System.Globalization;
using Valhalla.Governance.Report.Rows;

namespace Valhalla.Governance.Report.Output;

/// <summary>The cells of a row as text.</summary>
internal static class Cells
{
    public static readonly IReadOnlyList<string> Head =
        ["row", "unit", "ours", "peer or naive", "ratio", "limit", "fraction", "goal", "met"];

    public static IReadOnlyList<string> Of(Row row) =>
    [
        row.Spec.Id,
        row.Spec.Unit,
        Number(row.Figures?.Ours),
        Number(row.Figures?.Peer),
        Number(row.Figures?.Ratio),
        Number(row.Figures?.Limit),
        Number(row.Figures?.Fraction),
        row.Spec.Goal?.Text(row.Spec.Unit) ?? "",
        Verdict(row),
    ];

    public static string Number(double? value) => value switch
    {
        null => "",
        _ when Math.Abs(value.Value) >= 100 => value.Value.ToString("#,0", CultureInfo.InvariantCulture),
        _ when Math.Abs(value.Value) >= 10 => value.Value.ToString("0.0", CultureInfo.InvariantCulture),
        _ => value.Value.ToString("0.00#", CultureInfo.InvariantCulture),
    };

    private static string Verdict(Row row) => row switch
    {
        { IsBroken: true, Figures: not null } => "INEXACT",
        { IsError: true } => "ERROR",
        { Figures: null } => "not measured",
        { IsMet: true } => "yes",
        { IsMet: false } => "NO",
        _ => "",
    };
}
