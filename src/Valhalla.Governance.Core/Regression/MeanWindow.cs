using System.Buffers;

namespace Valhalla.Governance.Regression;

/// <summary>A window of measured values.</summary>
/// <remarks>
/// Running sums of floating-point values carry rounding, so they only rule out: with a bound on that rounding they say
/// that the tripwire certainly does not fire, which is nearly always so, and else the rules decide on the values
/// themselves. The running sums begin anew every time the ring is full, so the rounding does not grow with the series.
/// </remarks>
internal sealed class MeanWindow : SampleWindow
{
    /// <summary>A sum of n values is off by less than n · 2⁻⁵³ · Σ|x|; two of them, with room to spare.</summary>
    private const double RoundingPerValue = 8 / 9_007_199_254_740_992.0;

    /// <summary>What the other steps of the comparison may be off by, as a share.</summary>
    private const double Margin = 1e-9;

    private readonly Entry[] _entries;
    private readonly int _mask;
    private readonly bool _isSequential;
    private readonly double _roundingShare;

    /// <summary>Of each length, the least squared fall that proves a drop, in sums of squared deviations.</summary>
    private readonly double[] _critical;
    private double _lowest = double.NegativeInfinity;
    private double _highest = double.PositiveInfinity;

    /// <summary>The sums of sizes and of squares since the running sums began, for the bound on rounding.</summary>
    private double _size;
    private double _squares;

    public MeanWindow(RegressionPolicy policy)
        : base(policy)
    {
        _entries = new Entry[Capacity];
        _mask = Capacity - 1;
        _isSequential = policy.Evidence == RegressionEvidence.Sequential;
        _roundingShare = RoundingPerValue * 2 * Capacity;
        _critical = new double[Scales.Length];
    }

    protected override void Put(long number, double sample)
    {
        if (number == 1)
        {
            (_entries[0], _size, _squares) = (default, 0, 0);
        }

        ref readonly var before = ref _entries[(number - 1) & _mask];
        var clamped = Math.Clamp(sample, _lowest, _highest);
        var square = clamped * clamped;
        _size += Math.Abs(sample) + Math.Abs(clamped);
        _squares += square;
        _entries[number & _mask] = new Entry(
            sample, before.Sum + sample, before.Clamped + clamped, before.Squares + square);
        if ((number & _mask) == 0)
        {
            SumAnew(number);
        }
    }

    protected override void OnFrozen()
    {
        (_lowest, _highest) = SequentialEvidence.BoundsOf(Policy, Frozen);
        for (var i = 0; i < Scales.Length; i++)
        {
            _critical[i] = LikelihoodRatio.LeastSquaredFall(Frozen.Count, Scales[i].Events, Scales[i].Threshold);
        }

        if (InRing > 0)
        {
            SumAnew(InRing);
        }
    }

    protected override bool Fires() => MayBeDrop() && (!_isSequential || MayBeProved()) && JudgeFull().Triggered;

    protected override RegressionJudgement JudgeFull()
    {
        var count = (int)Math.Min(InRing, Reach);
        var samples = ArrayPool<double>.Shared.Rent(count);
        try
        {
            var newest = samples.AsSpan(0, count);
            for (var i = 0; i < count; i++)
            {
                newest[i] = At(InRing - count + 1 + i).Sample;
            }

            return _isSequential
                ? RegressionRules.JudgeFrozen(
                    Policy,
                    Frozen,
                    SampleSums.Of(newest[^Policy.WindowEvents..]),
                    SequentialEvidence.Of(Policy, Frozen, Scales, newest))
                : RegressionRules.Judge(Policy, default, newest);
        }
        finally
        {
            ArrayPool<double>.Shared.Return(samples);
        }
    }

    protected override SampleSums SumOfNewest(int count)
    {
        var sums = default(SampleSums);
        for (var number = InRing - count + 1; number <= InRing; number++)
        {
            sums = sums.Add(At(number).Sample);
        }

        return sums;
    }

    /// <summary>False when the drop is too small, whatever rounding has done.</summary>
    private bool MayBeDrop()
    {
        var (window, rounding) = (Policy.WindowEvents, _roundingShare * _size);
        var (baseline, baselineRounding) = (Frozen.Mean, 0.0);
        if (!_isSequential)
        {
            baseline = (At(InRing - window).Sum - At(InRing - Reach).Sum) / Policy.BaselineEvents;
            baselineRounding = rounding / Policy.BaselineEvents;
        }

        var limit = Policy.MaxDrop - Margin - RegressionRules.DropTolerance;
        if (limit <= 0)
        {
            return true;
        }

        var current = (At(InRing).Sum - At(InRing - window).Sum) / window;
        var fall = FallOf(baseline, current) + baselineRounding + (rounding / window);
        var size = Math.Abs(baseline) - baselineRounding;
        return size == 0 && _isSequential ? false : !(fall < limit * Math.Max(0, size));
    }

    /// <summary>False when no length proves a drop, whatever rounding has done.</summary>
    private bool MayBeProved()
    {
        var (rounding, squaresRounding) = (_roundingShare * _size, _roundingShare * _squares);
        ref readonly var newest = ref At(InRing);
        for (var i = 0; i < Scales.Length && Scales[i].Events <= InRing; i++)
        {
            var events = Scales[i].Events;
            ref readonly var before = ref At(InRing - events);
            var sum = newest.Clamped - before.Clamped;
            var largest = Math.Abs(sum) + rounding;
            var deviations = Frozen.SquaredDeviations
                + Math.Max(0, newest.Squares - before.Squares - squaresRounding - (largest * largest / events));
            var fall = FallOf(Frozen.Mean, sum / events) + (rounding / events);
            if (fall > 0 && !(fall * fall < _critical[i] * deviations * (1 - Margin)))
            {
                return true;
            }
        }

        return false;
    }

    private double FallOf(double baseline, double current) =>
        Policy.Direction == RegressionDirection.HigherIsBetter ? baseline - current : current - baseline;

    /// <summary>Sums what the ring holds as if it had begun with it.</summary>
    private void SumAnew(long newest)
    {
        var number = Math.Max(0, newest - Capacity + 1);
        At(number) = new Entry(At(number).Sample, 0, 0, 0);
        (_size, _squares) = (0, 0);
        while (number < newest)
        {
            ref readonly var before = ref At(number++);
            var sample = At(number).Sample;
            var clamped = Math.Clamp(sample, _lowest, _highest);
            _size += Math.Abs(sample) + Math.Abs(clamped);
            _squares += clamped * clamped;
            At(number) = new Entry(
                sample, before.Sum + sample, before.Clamped + clamped, before.Squares + (clamped * clamped));
        }
    }

    private ref Entry At(long number) => ref _entries[number & _mask];

    private readonly record struct Entry(double Sample, double Sum, double Clamped, double Squares);
}
