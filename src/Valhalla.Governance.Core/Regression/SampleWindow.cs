namespace Valhalla.Governance.Regression;

/// <summary>
/// The newest samples of a series in a ring with running sums, so that adding one and asking whether the tripwire
/// fires cost a handful of operations and no memory, however long the windows are.
/// </summary>
/// <remarks>
/// At every moment it says what <see cref="RegressionRules.Judge"/> says of the same samples. Not thread-safe. Under
/// <see cref="RegressionEvidence.Sequential"/> the ring holds what came after the baseline, which is summed as it
/// comes.
/// </remarks>
internal abstract class SampleWindow
{
    /// <summary>More samples than can be judged at once are kept, so that the last ones can be taken back.</summary>
    private const int LeastSlack = 1_024;

    private readonly int _both;
    private readonly bool _isSequential;

    /// <summary>All samples since the start, summed in their order; stands still once both windows are full.</summary>
    private SampleSums _first;

    /// <summary>The first of them, as many as a baseline takes.</summary>
    private SampleSums _baseline;

    protected SampleWindow(RegressionPolicy policy)
    {
        Policy = policy;
        _both = policy.BaselineEvents + policy.WindowEvents;
        _isSequential = policy.Evidence == RegressionEvidence.Sequential;
        Scales = _isSequential ? SequentialScale.Of(policy.WindowEvents) : [];
        Reach = _isSequential ? SequentialScale.LookbackOf(policy.WindowEvents) : _both;
        Capacity = CapacityOf(policy);
    }

    /// <summary>The frozen baseline; empty while there is none, or where none is frozen.</summary>
    public SampleSums Frozen { get; private set; }

    /// <summary>
    /// Whether the sample that was added last completed the baseline, which is frozen when the window is full too.
    /// </summary>
    public bool HasJustLearned => _isSequential && Frozen.Count == 0
        && _first.Count == Policy.BaselineEvents && InRing == 0;

    /// <summary>How many of the samples that were added last can be taken back.</summary>
    public int Slack => Capacity - Reach - 1;

    /// <summary>How many samples it has room for.</summary>
    public int Capacity { get; }

    protected RegressionPolicy Policy { get; }

    /// <summary>How many of the newest samples can matter.</summary>
    protected int Reach { get; }

    protected SequentialScale[] Scales { get; }

    /// <summary>How many samples were put into the ring; the newest of them are there.</summary>
    protected long InRing { get; private set; }

    /// <summary>Whether there are samples enough to judge.</summary>
    protected bool IsFull => _isSequential ? Frozen.Count > 0 && InRing >= Policy.WindowEvents : InRing >= _both;

    private bool IsLearning => _first.Count < _both && Frozen.Count == 0;

    /// <summary>An empty window.</summary>
    /// <param name="policy">The policy; not more than its name and bookkeeping may change afterwards.</param>
    /// <param name="frozen">The frozen baseline, if there is one.</param>
    public static SampleWindow Create(RegressionPolicy policy, SampleSums frozen)
    {
        SampleWindow window = policy.Kind == RegressionKind.Rate ? new RateWindow(policy) : new MeanWindow(policy);
        window.Restart(frozen);
        return window;
    }

    /// <summary>How many samples the window of a policy has room for.</summary>
    public static int CapacityOf(RegressionPolicy policy)
    {
        var reach = policy.Evidence == RegressionEvidence.Sequential
            ? SequentialScale.LookbackOf(policy.WindowEvents)
            : policy.BaselineEvents + policy.WindowEvents;
        return (int)System.Numerics.BitOperations.RoundUpToPowerOf2((uint)(reach + 1 + LeastSlack));
    }

    /// <summary>Forgets all samples.</summary>
    public void Restart(SampleSums frozen)
    {
        (_first, _baseline, InRing) = (default, default, 0);
        Frozen = default;
        if (frozen.Count > 0)
        {
            Freeze(frozen);
        }
    }

    /// <summary>Adds the next sample.</summary>
    public void Add(double sample)
    {
        if (IsLearning)
        {
            Learn(sample);
        }
        else
        {
            Put(++InRing, sample);
        }
    }

    /// <summary>Whether the tripwire fires now.</summary>
    public bool IsTriggered() => IsFull && Fires();

    /// <summary>Judges the newest samples, with all figures.</summary>
    public RegressionJudgement Judge() => IsFull
        ? JudgeFull()
        : RegressionRules.WarmUp(Frozen, Frozen.Count > 0 ? SumOfNewest((int)InRing) : _first);

    /// <summary>The place to which <see cref="TakeBack"/> returns, while it is no further than the slack.</summary>
    public WindowMark Mark() => new(_first, _baseline, Frozen, InRing);

    /// <summary>Takes back what was added since the mark.</summary>
    public void TakeBack(in WindowMark mark)
    {
        if (InRing - mark.InRing > Slack)
        {
            throw new InvalidOperationException("The samples before the mark are no longer there.");
        }

        (_first, _baseline, Frozen, InRing) = (mark.First, mark.Baseline, mark.Frozen, mark.InRing);
    }

    /// <summary>Puts a sample in the ring.</summary>
    /// <param name="number">Counts the samples in the ring, from 1.</param>
    /// <param name="sample">The sample.</param>
    protected abstract void Put(long number, double sample);

    /// <summary>A baseline was frozen; the ring may hold a window of samples after it.</summary>
    protected abstract void OnFrozen();

    /// <summary>Whether it fires; only when <see cref="IsFull"/>.</summary>
    protected abstract bool Fires();

    /// <summary>The judgement; only when <see cref="IsFull"/>.</summary>
    protected abstract RegressionJudgement JudgeFull();

    /// <summary>The sums over the newest samples, added in their order.</summary>
    protected abstract SampleSums SumOfNewest(int count);

    private void Learn(double sample)
    {
        _first = _first.Add(sample);
        if (_first.Count <= Policy.BaselineEvents && _isSequential)
        {
            _baseline = _first;
            return;
        }

        Put(++InRing, sample);
        if (_isSequential && _first.Count == _both)
        {
            Freeze(_baseline);
        }
    }

    private void Freeze(SampleSums baseline)
    {
        Frozen = baseline;
        OnFrozen();
    }
}
