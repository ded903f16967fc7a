using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.Kpi;
using Valhalla.Governance.Load.Storage;

namespace Valhalla.Governance.Report.Tripwire;

/// <summary>Reads of a tripwire's windows from a large table.</summary>
internal static class WindowReads
{
    private const int WindowEvents = 250;
    private const int SeriesCount = 10;
    private const int Reads = 21;
    private const int Batch = 10_000;

    /// <summary>Milliseconds of each read, of one series after the other.</summary>
    /// <param name="store">Where.</param>
    /// <param name="rows">How many events there are.</param>
    /// <param name="progress">Is told how the filling goes.</param>
    public static async Task<IReadOnlyList<double>> MeasureAsync(StoreKind store, int rows, Action<string> progress)
    {
        await using var host = await GovernedHost.StartAsync(store);
        var events = host.Services.GetRequiredService<IKpiStore>();
        await FillAsync(events, rows, progress);

        var milliseconds = new List<double>();
        for (var read = 0; read < Reads; read++)
        {
            var startedAt = Stopwatch.GetTimestamp();
            var samples = await events.ReadNewestAsync(SeriesOf(read), 0, WindowEvents, CancellationToken.None);
            milliseconds.Add(Stopwatch.GetElapsedTime(startedAt).TotalMilliseconds);
            if (samples.Count != WindowEvents)
            {
                throw new InvalidOperationException($"{samples.Count} events instead of {WindowEvents}.");
            }
        }

        progress($"first read {milliseconds[0]:N2} ms, slowest {milliseconds.Max():N2} ms");
        return milliseconds;
    }

    private static async Task FillAsync(IKpiStore store, int rows, Action<string> progress)
    {
        var now = TimeProvider.System.GetUtcNow();
        var batch = Enumerable.Range(0, Batch).Select(i => new KpiEvent
        {
            Domain = SeriesOf(i).Domain,
            Metric = SeriesOf(i).Metric,
            Success = i % 20 != 0,
            DurationMs = 12.5,
            Actor = "report",
            CreatedAt = now,
        }).ToArray();
        for (var written = 0; written < rows; written += Batch)
        {
            if (written % (rows / 5) < Batch)
            {
                progress($"{written:N0} rows");
            }

            await store.AppendAsync(batch, default, CancellationToken.None);
        }
    }

    private static KpiSeries SeriesOf(int number) =>
        new(new DomainName("REPORT"), new MetricName($"metric_{number % SeriesCount}"));
}
