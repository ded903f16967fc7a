using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.EntityFramework;
using Valhalla.Governance.Kpi;
using Valhalla.Governance.Load.Measurement;
using Valhalla.Governance.Load.Storage;

namespace Valhalla.Governance.Report.Kpi;

/// <summary>A host that records how old each event was at its commit.</summary>
internal sealed class KpiAges : IAsyncDisposable
{
    private readonly GovernedHost _host;
    private readonly IKpiEmitter _emitter;
    private readonly Listener _listener;
    private long _accepted;

    private KpiAges(GovernedHost host, Listener listener)
    {
        _host = host;
        _listener = listener;
        _emitter = host.Services.GetRequiredService<IKpiEmitter>();
    }

    public static async Task<KpiAges> StartAsync(StoreKind store)
    {
        var listener = new Listener();
        var host = await GovernedHost.StartAsync(
            store, services => services.AddSingleton<IKpiCommitListener>(listener));
        return new KpiAges(host, listener);
    }

    /// <summary>Emits at a rate for a while, and gives p50 and p99 in milliseconds.</summary>
    public async Task<(double P50, double P99)> RunAsync(int perSecond, TimeSpan duration)
    {
        await _emitter.FlushAsync();
        _listener.Ages.Clear();
        await Task.Factory.StartNew(
            () => Emit(perSecond, duration),
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default);
        await _emitter.FlushAsync();
        return (_listener.Ages.Microseconds(0.50) / 1_000, _listener.Ages.Microseconds(0.99) / 1_000);
    }

    /// <summary>What is not stored, or null.</summary>
    public async Task<string?> FindErrorAsync()
    {
        await _emitter.FlushAsync();
        await using var context = await _host.Services.GetRequiredService<IStoreDialect>()
            .CreateContextAsync(CancellationToken.None);
        var stored = await context.KpiEvents.LongCountAsync();
        return stored == _accepted ? null : $"{_accepted} events accepted, {stored} stored";
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    private void Emit(int perSecond, TimeSpan duration)
    {
        var kpiEvent = new KpiEvent
        {
            Domain = new DomainName("WHOLESALE"),
            Metric = new MetricName("offer_accepted"),
            Success = true,
            DurationMs = 12.5,
            Actor = "report",
        };
        var startedAt = Stopwatch.GetTimestamp();
        var emitted = 0L;
        for (var elapsed = TimeSpan.Zero; elapsed < duration; elapsed = Stopwatch.GetElapsedTime(startedAt))
        {
            for (var due = (long)(elapsed.TotalSeconds * perSecond); emitted < due; emitted++)
            {
                _accepted += _emitter.Emit(kpiEvent) ? 1 : 0;
            }

            Thread.Sleep(TimeSpan.FromMilliseconds(1));
        }
    }

    /// <summary>Called by the one writer, right after each commit.</summary>
    private sealed class Listener : IKpiCommitListener
    {
        public LatencyHistogram Ages { get; } = new();

        public void OnCommitted(ReadOnlySpan<KpiEvent> events)
        {
            var now = TimeProvider.System.GetUtcNow();
            foreach (ref readonly var kpiEvent in events)
            {
                Ages.Record((long)(now - kpiEvent.CreatedAt).TotalNanoseconds, 1);
            }
        }
    }
}
