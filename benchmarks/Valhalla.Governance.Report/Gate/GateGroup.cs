using System.Threading.RateLimiting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.FeatureManagement;
using Polly;
using Polly.CircuitBreaker;
using Valhalla.Governance.Control;
using Valhalla.Governance.Report.Measurement;
using Valhalla.Governance.Report.Rows;

namespace Valhalla.Governance.Report.Gate;

/// <summary>A check of the open gate.</summary>
internal sealed class GateGroup : IRowGroup
{
    private const string Check = "gate/check";
    private const string Allocation = "gate/allocation";
    private const string FeatureManagement = "gate/feature-management";
    private const string CircuitBreaker = "gate/circuit-breaker";
    private const string ConcurrencyLimiter = "gate/concurrency-limiter";

    private volatile object _snapshot = new();
    private object? _seen;

    public string Name => "gate";

    public string Title => "Gate";

    public string Method =>
        "`IGoLiveGate.Check(PROD_EXEC)` on an open gate: snapshot, freshness, class. The limit is a volatile read of "
        + "a reference. The peers are what a team would take in its place, all of them open. Loops of 50 ms in turns, "
        + "one thread. An allocation is counted on the calling thread.";

    public IReadOnlyList<RowSpec> Rows { get; } =
    [
        new(Check, "one check", "ns") { Limit = "volatile read of a reference", Goal = Goal.AtMost(10) },
        new(Allocation, "allocated by a check", "B") { Goal = Goal.AtMost(0) },
        new(FeatureManagement, "one check", "ns")
        {
            Peer = "Microsoft.FeatureManagement IsEnabledAsync",
            Goal = Goal.Ratio(6),
        },
        new(CircuitBreaker, "one check", "ns") { Peer = "Polly circuit breaker ExecuteAsync", Goal = Goal.Ratio(12) },
        new(ConcurrencyLimiter, "one check", "ns")
        {
            Peer = "ConcurrencyLimiter.AttemptAcquire",
            Goal = Goal.Ratio(5),
        },
    ];

    public async Task MeasureAsync(Measuring measuring)
    {
        await using var services = Build();
        using var limiter = new ConcurrencyLimiter(new ConcurrencyLimiterOptions { PermitLimit = 16 });
        var breaker =
            new ResiliencePipelineBuilder().AddCircuitBreaker(new CircuitBreakerStrategyOptions()).Build();
        var gate = services.GetRequiredService<IGoLiveGate>();
        var features = services.GetRequiredService<IFeatureManager>();
        await OpenAsync(services);

        var denials = 0;
        void CheckGate(int calls)
        {
            for (var i = 0; i < calls; i++)
            {
                denials += gate.Check(ExecutionClass.ProdExec) == GateDecision.Allowed ? 0 : 1;
            }
        }

        measuring.Progress("checks");
        var slice = TimeSpan.FromMilliseconds(measuring.IsQuick ? 20 : 50);
        var times = Interleaved.Nanoseconds(
            measuring.Repeats,
            slice,
            CheckGate,
            ReadSnapshot,
            calls => AskFeatures(features, calls),
            calls => PassBreaker(breaker, calls),
            calls => Acquire(limiter, calls));
        var bytes = Interleaved.Bytes(CheckGate);
        var inexact = denials == 0 ? null : $"the gate has denied {denials} of its checks";

        measuring.Report(Check, times[0], limit: times[1]);
        measuring.Report(Allocation, new Figures(bytes));
        measuring.Report(FeatureManagement, times[0], times[2]);
        measuring.Report(CircuitBreaker, times[0], times[3]);
        measuring.Report(ConcurrencyLimiter, times[0], times[4]);
        measuring.MarkInexact(inexact);
    }

    private static ServiceProvider Build()
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
        return services.BuildServiceProvider();
    }

    private static async Task OpenAsync(IServiceProvider services) =>
        await services.GetRequiredService<ControlState>().CommitAsync(
            static (current, _) => new ControlChange
            {
                Gate = current.Gate with { GoLiveEnabled = true, Epoch = current.Gate.Epoch + 1 },
            },
            CancellationToken.None);

    private void ReadSnapshot(int calls)
    {
        for (var i = 0; i < calls; i++)
        {
            _seen = _snapshot;
        }
    }

    private static void AskFeatures(IFeatureManager features, int calls)
    {
        for (var i = 0; i < calls; i++)
        {
            Require(features.IsEnabledAsync("GoLive").IsCompletedSuccessfully);
        }
    }

    private static void PassBreaker(ResiliencePipeline breaker, int calls)
    {
        for (var i = 0; i < calls; i++)
        {
            var passing = breaker.ExecuteAsync(
                static _ => ValueTask.CompletedTask, CancellationToken.None);
            Require(passing.IsCompletedSuccessfully);
        }
    }

    private static void Acquire(ConcurrencyLimiter limiter, int calls)
    {
        for (var i = 0; i < calls; i++)
        {
            using var lease = limiter.AttemptAcquire();
            Require(lease.IsAcquired);
        }
    }

    private static void Require(bool isOpen)
    {
        if (!isOpen)
        {
            throw new InvalidOperationException("A peer was not open.");
        }
    }
}
