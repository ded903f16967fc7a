using Valhalla.Governance.Load.Storage;
using Valhalla.Governance.Report.Rows;
using Valhalla.Governance.Testing.PostgreSql;

namespace Valhalla.Governance.Report.Kpi;

/// <summary>How old events are when they are committed.</summary>
internal sealed class KpiAgeGroup : IRowGroup
{
    private static readonly int[] Rates = [1_000, 10_000, 100_000];

    public string Name => "kpi-age";

    public string Title => "Age of KPI events at their commit";

    public string Method =>
        "One producer emits at a steady rate, every millisecond what is due; the time from the call to the answer of "
        + "the commit on PostgreSQL, of every event.";

    public IReadOnlyList<RowSpec> Rows { get; } =
    [
        .. Rates.SelectMany(rate => new RowSpec[]
        {
            new(P50(rate), $"p50 at {rate} events/s", "ms"),
            new(P99(rate), $"p99 at {rate} events/s", "ms") { Goal = Goal.AtMost(15) },
        }),
    ];

    public async Task MeasureAsync(Measuring measuring)
    {
        if (PostgreSqlInstallation.MissingReason is { } missing)
        {
            throw new NotMeasurableException(missing);
        }

        await using var ages = await KpiAges.StartAsync(StoreKind.PostgreSql);
        await ages.RunAsync(Rates[^1], TimeSpan.FromSeconds(measuring.IsQuick ? 1 : 3));
        foreach (var rate in Rates.Where(rate => measuring.IsAnyWanted(P50(rate), P99(rate))))
        {
            var (p50, p99) = (new List<double>(), new List<double>());
            for (var repeat = 0; repeat < measuring.Repeats; repeat++)
            {
                var (middle, late) = await ages.RunAsync(rate, measuring.Duration);
                measuring.Progress($"{rate} events/s: p50 {middle:N2} ms, p99 {late:N2} ms");
                p50.Add(middle);
                p99.Add(late);
            }

            measuring.Report(P50(rate), p50);
            measuring.Report(P99(rate), p99);
        }

        measuring.MarkInexact(await ages.FindErrorAsync());
    }

    private static string P50(int rate) => $"kpi-age/{rate}/p50";

    private static string P99(int rate) => $"kpi-age/{rate}/p99";
}
