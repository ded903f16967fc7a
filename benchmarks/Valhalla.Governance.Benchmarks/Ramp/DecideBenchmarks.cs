using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.Control;
using Valhalla.Governance.Ramp;

namespace Valhalla.Governance.Benchmarks.Ramp;

/// <summary>What it costs to ask whose decision counts, beside the gate check that is part of it.</summary>
[MemoryDiagnoser]
public class DecideBenchmarks
{
    private const int Keys = 1_024;

    private readonly InfluenceBuckets _buckets = new("valhalla");
    private string[] _keys = [];
    private ServiceProvider? _services;
    private IGoLiveGate? _gate;
    private IInfluenceRamp? _ramp;
    private int _next;

    /// <summary>How long a unit's key is.</summary>
    [Params(12, 36)]
    public int KeyLength { get; set; }

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        _keys = [.. Enumerable.Range(0, Keys).Select(i => $"{i}".PadLeft(KeyLength, 'k'))];
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["ENV"] = "production",

                // Nothing confirms the state here, and a stale one is decided in shadow, without a bucket.
                ["Valhalla:GoLive:MaxStaleness"] = "00:05:00",
            })
            .Build());
        services.AddValhallaCore();
        _services = services.BuildServiceProvider();
        _gate = _services.GetRequiredService<IGoLiveGate>();
        _ramp = _services.GetRequiredService<IInfluenceRamp>();
        await _services.GetRequiredService<ControlState>().CommitAsync(
            static (current, now) => new ControlChange
            {
                Gate = current.Gate with { GoLiveEnabled = true, Epoch = current.Gate.Epoch + 1 },
                Influence = InfluenceRules.Move(
                    current.Influence, 5_000, InfluenceRules.SetAction, ChangeAuthor.System, null, now).State,
            },
            CancellationToken.None);
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        if (GateCheck() != GateDecision.Allowed)
        {
            throw new InvalidOperationException("The gate has closed while it was measured.");
        }

        _services?.Dispose();
    }

    [Benchmark(Baseline = true)]
    public GateDecision GateCheck() => _gate!.Check(ExecutionClass.ProdExec);

    [Benchmark]
    public int Bucket() => _buckets.Of(NextKey());

    [Benchmark]
    public InfluenceDecision Decide() => _ramp!.Decide(NextKey());

    private string NextKey() => _keys[_next++ & (Keys - 1)];
}
