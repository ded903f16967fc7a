using System.Threading.RateLimiting;
using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.FeatureManagement;
using Polly;
using Polly.CircuitBreaker;
using Valhalla.Governance.Control;

namespace Valhalla.Governance.Benchmarks.GoLive;

/// <summary>A check of the gate beside what a team would take in its place, all of them open.</summary>
[MemoryDiagnoser]
public class GateBenchmarks
{
    private readonly ConcurrencyLimiter _limiter = new(new ConcurrencyLimiterOptions { PermitLimit = 16 });
    private readonly ResiliencePipeline _breaker =
        new ResiliencePipelineBuilder().AddCircuitBreaker(new CircuitBreakerStrategyOptions()).Build();

    private ServiceProvider? _services;
    private IGoLiveGate? _gate;
    private IFeatureManager? _features;

    [GlobalSetup]
    public async Task SetUpAsync()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(new Dictionary<string, string?>
            {
                ["ENV"] = "production",

                // Nothing confirms the state here, and a stale one would be denied, which is another way through it.
                ["Valhalla:GoLive:MaxStaleness"] = "00:05:00",
                ["FeatureManagement:GoLive"] = "true",
            })
            .Build());
        services.AddFeatureManagement();
        services.AddValhallaCore();
        _services = services.BuildServiceProvider();
        _gate = _services.GetRequiredService<IGoLiveGate>();
        _features = _services.GetRequiredService<IFeatureManager>();
        await _services.GetRequiredService<ControlState>().CommitAsync(
            static (current, _) => new ControlChange
            {
                Gate = current.Gate with { GoLiveEnabled = true, Epoch = current.Gate.Epoch + 1 },
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
        _limiter.Dispose();
    }

    [Benchmark(Baseline = true)]
    public GateDecision GateCheck() => _gate!.Check(ExecutionClass.ProdExec);

    [Benchmark]
    public Task<bool> FeatureManagement() => _features!.IsEnabledAsync("GoLive");

    [Benchmark]
    public ValueTask CircuitBreaker() =>
        _breaker.ExecuteAsync(static _ => ValueTask.CompletedTask, CancellationToken.None);

    [Benchmark]
    public bool ConcurrencyLimiter()
    {
        using var lease = _limiter.AttemptAcquire();
        return lease.IsAcquired;
    }
}
