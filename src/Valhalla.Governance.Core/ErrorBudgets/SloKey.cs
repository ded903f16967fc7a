namespace Valhalla.Governance.ErrorBudgets;

/// <summary>
/// Under which key counts are kept. The source is part of it, so that an objective whose source was changed never mixes
/// the counts of both.
/// </summary>
/// <param name="Objective">The objective's name.</param>
/// <param name="Source"><see cref="Posted"/>, or the KPI series.</param>
internal readonly record struct SloKey(string Objective, string Source)
{
    public const string Posted = "";

    // Not a dot: names hold dots, so that two series could have one text.
    public static string SourceOf(KpiSeries series) => $"{series.Domain.Value}/{series.Metric.Value}";
}
