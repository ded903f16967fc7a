using BenchmarkDotNet.Attributes;
using Valhalla.Governance.Regression;

namespace Valhalla.Governance.Benchmarks.Regression;

/// <summary>
/// What an event costs a tripwire: it is added, and the tripwire asked whether it fires. The baseline is what the rules
/// cost without a ring, on the same samples.
/// </summary>
[MemoryDiagnoser]
public class RingBenchmarks
{
    private const int Samples = 65_536;

    private readonly double[] _samples = new double[Samples];
    private RegressionPolicy? _policy;
    private SampleWindow? _window;
    private SampleSums _frozen;
    private int _next;

    [Params(RegressionKind.Rate, RegressionKind.Mean)]
    public RegressionKind Kind { get; set; }

    [Params(RegressionEvidence.Sequential, RegressionEvidence.Fisher)]
    public RegressionEvidence Evidence { get; set; }

    /// <summary>
    /// By how much the metric is down: 0.15 is a stretch in which the drop is often large enough, but not proved, so
    /// that the evidence is looked at again and again.
    /// </summary>
    [Params(0, 0.15)]
    public double Drop { get; set; }

    [GlobalSetup]
    public void SetUp()
    {
        var random = new Random(1);
        var series = new KpiSeries(new DomainName("WHOLESALE"), new MetricName("contract_rate"));
        _policy = new RegressionPolicy { Series = series, Kind = Kind, Evidence = Evidence };
        for (var i = 0; i < Samples; i++)
        {
            var level = 0.40 * (i < _policy.BaselineEvents ? 1 : 1 - Drop);
            _samples[i] = Kind == RegressionKind.Rate
                ? (random.NextDouble() < level ? 1 : 0)
                : level + random.NextDouble() - 0.5;
        }

        _frozen = Evidence == RegressionEvidence.Sequential
            ? SampleSums.Of(_samples.AsSpan(0, _policy.BaselineEvents))
            : default;
        _window = SampleWindow.Create(_policy, _frozen);
        foreach (var sample in _samples)
        {
            _window.Add(sample);
        }
    }

    [Benchmark]
    public bool AddAndEvaluate()
    {
        _window!.Add(Next());
        return _window.IsTriggered();
    }

    [Benchmark]
    public double AddAndJudge()
    {
        _window!.Add(Next());
        return _window.Judge().Drop;
    }

    [Benchmark(Baseline = true)]
    public bool Batch()
    {
        var end = Math.Max(_next, 2_048);
        Next();
        return RegressionRules.Judge(_policy!, _frozen, _samples.AsSpan(end - 2_048, 2_048)).Triggered;
    }

    private double Next() => _samples[_next = (_next + 1) & (Samples - 1)];
}
