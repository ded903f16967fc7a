using BenchmarkDotNet.Attributes;
using Valhalla.Governance.Regression;

namespace Valhalla.Governance.Benchmarks.Regression;

/// <summary>
/// What the rules cost a tripwire: to add an event to the sums of a window, and to judge 50 events against 200 from
/// the samples themselves, by each kind of evidence.
/// </summary>
[MemoryDiagnoser]
public class JudgeBenchmarks
{
    private const int Baseline = 200;
    private const int Window = 50;
    private const int Lookback = 2_048;

    private readonly RegressionPolicy _bare = Policy(RegressionEvidence.None);
    private readonly RegressionPolicy _fisher = Policy(RegressionEvidence.Fisher);
    private readonly RegressionPolicy _sequential = Policy(RegressionEvidence.Sequential);
    private readonly double[] _samples = new double[Baseline + Window];
    private double[] _since = [];
    private SampleSums _frozen;

    /// <summary>95 of 100 succeed at first, and 90 of 100 in the window: worse, and yet no drop of 20 %.</summary>
    [GlobalSetup]
    public void SetUp()
    {
        for (var i = 0; i < _samples.Length; i++)
        {
            _samples[i] = i % (i < Baseline ? 20 : 10) == 0 ? 0 : 1;
        }

        _frozen = SampleSums.Of(_samples.AsSpan(0, Baseline));
        _since = [.. Enumerable.Range(0, Lookback)
            .Select(i => i % 20 == 0 ? 0.0 : 1.0)];
    }

    [GlobalCleanup]
    public void CleanUp()
    {
        if (Bare() != RegressionVerdict.Ok || Fisher() != RegressionVerdict.Ok || Sequential() != RegressionVerdict.Ok)
        {
            throw new InvalidOperationException("A healthy series was not judged as one.");
        }
    }

    [Benchmark(Baseline = true)]
    public double Add() => _frozen.Add(1).Sum;

    [Benchmark]
    public RegressionVerdict Bare() => RegressionRules.Judge(_bare, default, _samples).Verdict;

    [Benchmark]
    public RegressionVerdict Fisher() => RegressionRules.Judge(_fisher, default, _samples).Verdict;

    /// <summary>All lengths up to the lookback of 2 048 events.</summary>
    [Benchmark]
    public RegressionVerdict Sequential() => RegressionRules.Judge(_sequential, _frozen, _since).Verdict;

    private static RegressionPolicy Policy(RegressionEvidence evidence) => new()
    {
        Series = new KpiSeries(new DomainName("BENCH"), new MetricName("outcome")),
        Evidence = evidence,
        WindowEvents = Window,
        BaselineEvents = Baseline,
    };
}
