namespace Valhalla.Governance.Regression;

/// <summary>A window of successes and failures: whole numbers, so sums never drift.</summary>
/// <remarks>
/// For a given baseline, fewer good events in the same number are stronger evidence and a larger drop. So each length
/// has one critical count, found with the rules themselves when the baseline is known, and a look compares counts.
/// </remarks>
internal sealed class RateWindow : SampleWindow
{
    private const int NotKnown = int.MinValue;

    /// <summary>How many were good up to each sample, by its number; only differences mean something.</summary>
    private readonly uint[] _good;
    private readonly int _mask;
    private readonly bool _successIsGood;

    /// <summary>Sequential: of each length, the most good events that still prove a drop.</summary>
    private readonly Critical[] _critical;

    /// <summary>Sliding: for each count of good events in the baseline, the most in the window that fire.</summary>
    private readonly int[] _slidingCritical;

    /// <summary>Sequential: the most good events in the window that are a drop.</summary>
    private int _dropCritical;

    public RateWindow(RegressionPolicy policy)
        : base(policy)
    {
        _good = new uint[Capacity];
        _mask = Capacity - 1;
        _successIsGood = policy.Direction == RegressionDirection.HigherIsBetter;
        _critical = new Critical[Scales.Length];
        var isSequential = policy.Evidence == RegressionEvidence.Sequential;
        _slidingCritical = isSequential ? [] : new int[policy.BaselineEvents + 1];
        Array.Fill(_slidingCritical, NotKnown);
    }

    protected override void Put(long number, double sample)
    {
        unchecked
        {
            _good[number & _mask] = _good[(number - 1) & _mask] + ((sample > 0) == _successIsGood ? 1u : 0u);
        }
    }

    protected override void OnFrozen()
    {
        var window = Policy.WindowEvents;
        _dropCritical = MostGood(window, good => RegressionRules.IsDrop(Policy, Frozen, SumsOf(good, window)));
        for (var i = 0; i < Scales.Length; i++)
        {
            var (events, threshold) = Scales[i];
            var most = MostGood(
                events, good => LikelihoodRatio.Log(Policy, Frozen, SumsOf(good, events)) >= threshold);
            _critical[i] = new Critical(events, most);
        }
    }

    protected override bool Fires()
    {
        if (_slidingCritical.Length > 0)
        {
            var baseline = Good(Policy.WindowEvents + Policy.BaselineEvents) - Good(Policy.WindowEvents);
            var most = _slidingCritical[baseline];
            return Good(Policy.WindowEvents) <= (most == NotKnown ? FindSlidingCritical(baseline) : most);
        }

        if (Good(Policy.WindowEvents) > _dropCritical)
        {
            return false;
        }

        foreach (ref readonly var length in _critical.AsSpan())
        {
            if (length.Events > InRing)
            {
                return false;
            }

            if (Good(length.Events) <= length.MostGood)
            {
                return true;
            }
        }

        return false;
    }

    protected override RegressionJudgement JudgeFull()
    {
        var current = SumOfNewest(Policy.WindowEvents);
        if (_slidingCritical.Length > 0)
        {
            var baseline = Good(Policy.WindowEvents + Policy.BaselineEvents) - Good(Policy.WindowEvents);
            return RegressionRules.JudgeSliding(Policy, SumsOf(baseline, Policy.BaselineEvents), current);
        }

        var newest = new Suffixes(this);
        var evidence = SequentialEvidence.Of(Policy, Frozen, Scales, InRing, ref newest);
        return RegressionRules.JudgeFrozen(Policy, Frozen, current, evidence);
    }

    protected override SampleSums SumOfNewest(int count) => SumsOf(Good(count), count);

    /// <summary>How many of the newest were good.</summary>
    private int Good(int newest)
    {
        unchecked
        {
            return (int)(_good[InRing & _mask] - _good[(InRing - newest) & _mask]);
        }
    }

    private SampleSums SumsOf(int good, int count)
    {
        var successes = _successIsGood ? good : count - good;
        return new SampleSums(count, successes, successes);
    }

    private int FindSlidingCritical(int baselineGood)
    {
        var (window, baseline) = (Policy.WindowEvents, SumsOf(baselineGood, Policy.BaselineEvents));
        return _slidingCritical[baselineGood] = MostGood(
            window, good => RegressionRules.JudgeSliding(Policy, baseline, SumsOf(good, window)).Triggered);
    }

    /// <summary>The most good events for which it holds, −1 for none: it holds for few if it holds for many.</summary>
    private static int MostGood(int events, Func<int, bool> holds)
    {
        var (low, high) = (-1, events);
        while (low < high)
        {
            var middle = low + ((high - low + 1) / 2);
            (low, high) = holds(middle) ? (middle, high) : (low, middle - 1);
        }

        return low;
    }

    private readonly record struct Critical(int Events, int MostGood);

    private readonly struct Suffixes(RateWindow window) : ISuffixSums
    {
        public SampleSums Newest(int count) => window.SumOfNewest(count);
    }
}
