using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Threading.Channels;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using Valhalla.Governance.Kpi;

namespace Valhalla.Governance.Benchmarks.Kpi;

/// <summary>
/// What a KPI call costs its caller, beside what a team would take in its place, all with a consumer running: a burst
/// that fits into the buffer, and an empty buffer before each, so that no producer is slowed down to the pace of the
/// consumer, whose work differs. An operation is one event of one producer.
/// </summary>
/// <remarks>
/// The writer of the product runs and commits into a store that only counts: what is allocated is then the call's own
/// and the pipeline's, not that of a store that keeps all of them.
/// </remarks>
[MemoryDiagnoser]
[WarmupCount(50)]
[IterationCount(200)]
[InvocationCount(1)]
public class EmitBenchmarks
{
    /// <summary>Of each producer; two of them fit into the default buffer.</summary>
    private const int Burst = 25_000;

    private static readonly DomainName Wholesale = new("WHOLESALE");
    private static readonly MetricName OfferAccepted = new("offer_accepted");
    private static readonly object Succeeded = true;

    private readonly Channel<KpiEvent> _channel = Channel.CreateBounded<KpiEvent>(
        new BoundedChannelOptions(new KpiOptions().Capacity) { SingleReader = true });
    private readonly CountingKpiStore _store = new();
    private readonly Meter _meter = new("Valhalla.Governance.Benchmarks");
    private Histogram<double> _histogram = null!;
    private MeterProvider _exported = null!;
    private Producers _producers = null!;
    private ServiceProvider _services = null!;
    private IKpiEmitter _emitter = null!;
    private Task _reader = null!;
    private long _emitted;
    private long _written;
    private long _read;

    [Params(1, 2)]
    public int ProducerCount { get; set; }

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().Build());
        services.AddSingleton<IKpiStore>(_store);
        services.AddValhallaCore();
        _services = services.BuildServiceProvider();
        _emitter = _services.GetRequiredService<IKpiEmitter>();
        await _services.GetRequiredService<KpiWriter>().StartAsync(CancellationToken.None);
        _producers = new Producers(ProducerCount);
        _reader = Task.Run(ReadAsync);
        _histogram = _meter.CreateHistogram<double>("kpi.duration", "ms");
        _exported = Sdk.CreateMeterProviderBuilder()
            .AddMeter(_meter.Name)
            .AddReader(new PeriodicExportingMetricReader(new NoExporter()))
            .Build();
    }

    [IterationSetup]
    public void Drain()
    {
        _emitter.FlushAsync().AsTask().GetAwaiter().GetResult();
        SpinWait.SpinUntil(() => Volatile.Read(ref _read) == Volatile.Read(ref _written));
    }

    [GlobalCleanup]
    public async Task CleanUpAsync()
    {
        _producers.Dispose();
        _channel.Writer.Complete();
        await _reader;
        await _services.GetRequiredService<KpiWriter>().StoppedAsync(CancellationToken.None);
        var health = _services.GetRequiredService<IKpiHealth>();
        if (health.Dropped != 0 || health.Quarantined != 0 || _store.Count != _emitted || _read != _written)
        {
            throw new InvalidOperationException(
                $"{_store.Count} of {_emitted} events were committed, {_read} of {_written} read from the channel.");
        }

        _exported.Dispose();
        _meter.Dispose();
        await _services.DisposeAsync();
    }

    /// <summary>The floor of whatever measures a duration.</summary>
    [Benchmark(Baseline = true, OperationsPerInvoke = Burst)]
    public void TwoTimestamps() => _producers.Run(static () =>
    {
        for (var i = 0; i < Burst; i++)
        {
            Consume(Stopwatch.GetElapsedTime(Stopwatch.GetTimestamp()).Ticks);
        }
    });

    [Benchmark(OperationsPerInvoke = Burst)]
    public void Emit() => _producers.Run(() =>
    {
        for (var i = 0; i < Burst; i++)
        {
            _emitter.Emit(NewEvent(12.5));
        }

        Interlocked.Add(ref _emitted, Burst);
    });

    [Benchmark(OperationsPerInvoke = Burst)]
    public void TimedStep() => _producers.Run(() =>
    {
        for (var i = 0; i < Burst; i++)
        {
            using var step = _emitter.TimedStep(Wholesale, OfferAccepted, "bench");
        }

        Interlocked.Add(ref _emitted, Burst);
    });

    [Benchmark(OperationsPerInvoke = Burst)]
    public void TimedChannel() => _producers.Run(() =>
    {
        var written = 0;
        for (var i = 0; i < Burst; i++)
        {
            var startedAt = Stopwatch.GetTimestamp();
            if (_channel.Writer.TryWrite(NewEvent(Stopwatch.GetElapsedTime(startedAt).TotalMilliseconds)))
            {
                written++;
            }
        }

        Interlocked.Add(ref _written, written);
    });

    [Benchmark(OperationsPerInvoke = Burst)]
    public void TimedOpenTelemetryHistogram() => _producers.Run(() =>
    {
        for (var i = 0; i < Burst; i++)
        {
            var startedAt = Stopwatch.GetTimestamp();
            _histogram.Record(
                Stopwatch.GetElapsedTime(startedAt).TotalMilliseconds,
                new KeyValuePair<string, object?>("domain", Wholesale.Value),
                new KeyValuePair<string, object?>("metric", OfferAccepted.Value),
                new KeyValuePair<string, object?>("success", Succeeded));
        }
    });

    private static KpiEvent NewEvent(double durationMs) => new()
    {
        Domain = Wholesale,
        Metric = OfferAccepted,
        Success = true,
        DurationMs = durationMs,
        Actor = "bench",
    };

    private static void Consume(long ticks)
    {
        if (ticks < 0)
        {
            throw new InvalidOperationException("The clock has run backwards.");
        }
    }

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
