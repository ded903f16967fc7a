using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Threading.Channels;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using Valhalla.Governance.Benchmarks.Kpi;
using Valhalla.Governance.Kpi;

namespace Valhalla.Governance.Report.Kpi;

/// <summary>The ways to record a timed step, each with its consumer running.</summary>
internal sealed class KpiCalls : IAsyncDisposable
{
    /// <summary>Of each producer; two of them fit into the default buffer.</summary>
    private const int Burst = 25_000;

    private static readonly DomainName Wholesale = new("WHOLESALE");
    private static readonly MetricName OfferAccepted = new("offer_accepted");
    private static readonly object Succeeded = true;

    private readonly CountingKpiStore _store = new();
    private readonly ServiceProvider _services;
    private readonly IKpiEmitter _emitter;
    private readonly Channel<KpiEvent> _channel;
    private readonly Task _reader;
    private readonly Producers _producers;
    private readonly Meter _meter = new("Valhalla.Governance.Report");
    private readonly Histogram<double> _histogram;
    private readonly MeterProvider _exported;
    private long _emitted;
    private long _written;
    private long _read;

    private KpiCalls(int producers)
    {
        ProducerCount = producers;
        _producers = new Producers(producers);
        _services = Build(_store);
        _emitter = _services.GetRequiredService<IKpiEmitter>();
        _channel = System.Threading.Channels.Channel.CreateBounded<KpiEvent>(
            new BoundedChannelOptions(new KpiOptions().Capacity) { SingleReader = true });
        _reader = Task.Run(ReadAsync);
        _histogram = _meter.CreateHistogram<double>("kpi.duration", "ms");
        _exported = Sdk.CreateMeterProviderBuilder()
            .AddMeter(_meter.Name)
            .AddReader(new PeriodicExportingMetricReader(new NoExporter()))
            .Build();
    }

    public int ProducerCount { get; }

    public static async Task<KpiCalls> StartAsync(int producers)
    {
        var calls = new KpiCalls(producers);
        await calls._services.GetRequiredService<KpiWriter>().StartAsync(CancellationToken.None);
        return calls;
    }

    /// <summary>The floor of whatever measures a duration.</summary>
    public static void TwoTimestamps(int calls)
    {
        for (var i = 0; i < calls; i++)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp()).Ticks);
        }
    }

    public void Step(int calls)
    {
        for (var i = 0; i < calls; i++)
        {
            using var step = _emitter.TimedStep(Wholesale, OfferAccepted, "report");
        }

        Interlocked.Add(ref _emitted, calls);
    }

    public void Emit(int calls)
    {
        for (var i = 0; i < calls; i++)
        {
            _emitter.Emit(NewEvent(12.5));
        }

        Interlocked.Add(ref _emitted, calls);
    }

    public void Channel(int calls)
    {
        var written = 0;
        for (var i = 0; i < calls; i++)
        {
            var startedAt = Stopwatch.GetTimestamp();
            if (_channel.Writer.TryWrite(NewEvent(Stopwatch.GetElapsedTime(startedAt).TotalMilliseconds)))
            {
                written++;
            }
        }

        Interlocked.Add(ref _written, written);
    }

    public void Histogram(int calls)
    {
        for (var i = 0; i < calls; i++)
        {
            var startedAt = Stopwatch.GetTimestamp();
            _histogram.Record(
                Stopwatch.GetElapsedTime(startedAt).TotalMilliseconds,
                new KeyValuePair<string, object?>("domain", Wholesale.Value),
                new KeyValuePair<string, object?>("metric", OfferAccepted.Value),
                new KeyValuePair<string, object?>("success", Succeeded));
        }
    }

    /// <summary>Nanoseconds a call, of one burst of each producer into empty buffers.</summary>
    public double TimeBurst(Action<int> way)
    {
        _emitter.FlushAsync().AsTask().GetAwaiter().GetResult();
        SpinWait.SpinUntil(() => Volatile.Read(ref _read) == Volatile.Read(ref _written));
        var startedAt = Stopwatch.GetTimestamp();
        _producers.Run(() => way(Burst));
        return Stopwatch.GetElapsedTime(startedAt).TotalNanoseconds / Burst;
    }

    /// <summary>What was not taken, or null.</summary>
    public async Task<string?> FindErrorAsync()
    {
        await _emitter.FlushAsync();
        var health = _services.GetRequiredService<IKpiHealth>();
        return _store.Count == _emitted && health is { Dropped: 0, Quarantined: 0 }
            ? null
            : $"{_emitted} events emitted, {_store.Count} committed, {health.Dropped} dropped";
    }

    public async ValueTask DisposeAsync()
    {
        _producers.Dispose();
        _channel.Writer.Complete();
        await _reader;
        await _services.GetRequiredService<KpiWriter>().StoppedAsync(CancellationToken.None);
        _exported.Dispose();
        _meter.Dispose();
        await _services.DisposeAsync();
    }

    private static ServiceProvider Build(IKpiStore store)
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddSingleton(store);
        services.AddValhallaCore();
        return services.BuildServiceProvider();
    }

    private static KpiEvent NewEvent(double durationMs) => new()
    {
        Domain = Wholesale,
        Metric = OfferAccepted,
        Success = true,
        DurationMs = durationMs,
        Actor = "report",
    };

    private async Task ReadAsync()
    {
        while (await _channel.Reader.WaitToReadAsync())
        {
            while (_channel.Reader.TryRead(out _))
            {
                Volatile.Write(ref _read, _read + 1);
            }
        }
    }

    private sealed class NoExporter : BaseExporter<Metric>
    {
        public override ExportResult Export(in Batch<Metric> batch) => ExportResult.Success;
    }
}
