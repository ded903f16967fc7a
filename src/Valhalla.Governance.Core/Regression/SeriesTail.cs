using Valhalla.Governance.Kpi;

namespace Valhalla.Governance.Regression;

/// <summary>The newest events of a watched series, followed by their ids. Not thread-safe.</summary>
/// <remarks>
/// Ids are handed out before the commit, so a lower id may still appear after a higher one. Only events up to the
/// settled id are kept; the newer ones count in the judgement of the moment and are read again.
/// </remarks>
internal sealed class SeriesTail
{
    private readonly RegressionPolicy _policy;
    private readonly RegressionState _state;
    private readonly SampleWindow _window;
    private KpiSample? _anchor;
    private long _baselineLastId;

    /// <summary>An empty tail.</summary>
    /// <param name="policy">The policy it is judged by.</param>
    /// <param name="state">The state it is judged on.</param>
    /// <param name="frozen">The baseline that is frozen in the state, or was found in the events.</param>
    /// <param name="baselineLastId">The last event of that baseline, 0 without one.</param>
    public SeriesTail(RegressionPolicy policy, RegressionState state, SampleSums frozen, long baselineLastId)
    {
        (_policy, _state, _baselineLastId) = (policy, state, baselineLastId);
        _window = SampleWindow.Create(policy, frozen);
    }

    /// <summary>
    /// The events to read next are those behind this id. The first of them must be the last one that is kept, else the
    /// store is not what it was; before the first event there is nothing to compare.
    /// </summary>
    public long ReadAfterId => _anchor is { } anchor
        ? anchor.Id - 1
        : Math.Max(_state.ArmedAfterId, _baselineLastId);

    public int Capacity => _window.Capacity;

    /// <summary>Whether it can be judged by a policy and a state that may have changed since.</summary>
    public bool Fits(RegressionPolicy policy, RegressionState state) =>
        policy.MaxDrop.Equals(_policy.MaxDrop)
        && !RegressionPolicyRules.NeedsNewBaseline(policy, _policy)
        && (state.ArmedAfterId, state.BaselineVersion) == (_state.ArmedAfterId, _state.BaselineVersion)
        && (state.FrozenBaselineEvents == 0
            ? _state.FrozenBaselineEvents == 0
            : state.FrozenBaselineLastId == _baselineLastId
                && RegressionStateRules.FrozenOf(state) == _window.Frozen);

    /// <summary>Keeps events that follow what was kept.</summary>
    public void Keep(ReadOnlySpan<KpiSample> events)
    {
        Add(events);
        if (!events.IsEmpty)
        {
            _anchor = events[^1];
        }
    }

    /// <summary>Follows the store and judges.</summary>
    /// <param name="events">All events behind <see cref="ReadAfterId"/>.</param>
    /// <param name="settledId">Every event up to this id was visible when they were read, or never will be.</param>
    /// <param name="verdict">The judgement, with all of the events.</param>
    /// <returns>False when they do not follow what was kept, or are too many: it must be built anew.</returns>
    public bool TryFollow(ReadOnlySpan<KpiSample> events, long settledId, out TailJudgement verdict)
    {
        verdict = default;
        if (_anchor is { } anchor)
        {
            if (events.IsEmpty || events[0] != anchor)
            {
                return false;
            }

            events = events[1..];
        }

        var settled = 0;
        while (settled < events.Length && events[settled].Id <= settledId)
        {
            settled++;
        }

        if (events.Length - settled > _window.Slack)
        {
            return false;
        }

        Keep(events[..settled]);
        verdict = JudgeWith(events[settled..]);
        return true;
    }

    private TailJudgement JudgeWith(ReadOnlySpan<KpiSample> unsettled)
    {
        var (mark, baselineLastId) = (_window.Mark(), _baselineLastId);
        Add(unsettled);
        var judgement = _window.Judge();
        var verdict = new TailJudgement(judgement, judgement.Frozen.Count > 0 ? _baselineLastId : 0);
        if (!unsettled.IsEmpty)
        {
            _window.TakeBack(mark);
            _baselineLastId = baselineLastId;
        }

        return verdict;
    }

    private void Add(ReadOnlySpan<KpiSample> events)
    {
        foreach (ref readonly var kpiEvent in events)
        {
            if (!SampleValues.TryRead(_policy.Kind, kpiEvent, out var value))
            {
                continue;
            }

            _window.Add(value);
            if (_window.HasJustLearned)
            {
                _baselineLastId = kpiEvent.Id;
            }
        }
    }
}
