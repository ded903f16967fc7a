using Valhalla.Governance.Audit;
using Valhalla.Governance.Control;

namespace Valhalla.Governance.Regression;

/// <summary>How the state of a tripwire changes. Pure.</summary>
internal static class RegressionStateRules
{
    public const string RearmAction = "regression.rearm";

    /// <summary>A state whose windows start after an event, with a new baseline.</summary>
    /// <param name="series">The series.</param>
    /// <param name="old">The state it follows, or null.</param>
    /// <param name="armedAfterId">Only events after this id count.</param>
    public static RegressionState Arm(KpiSeries series, RegressionState? old, long armedAfterId) => new()
    {
        Series = series,
        ArmedAfterId = armedAfterId,
        BaselineVersion = (old?.BaselineVersion ?? 0) + 1,
        Version = (old?.Version ?? 0) + 1,
    };

    /// <summary>The state with the figures of an evaluation; the version is for the caller to count.</summary>
    /// <param name="state">The state before it.</param>
    /// <param name="judgement">What the rules say.</param>
    /// <param name="frozenLastId">The last event of the frozen baseline, 0 while there is none.</param>
    /// <param name="isStale">Whether events may be missing. A proved drop counts all the same.</param>
    public static RegressionState WithFigures(
        RegressionState state, in RegressionJudgement judgement, long frozenLastId, bool isStale) => state with
        {
            Verdict = isStale && !judgement.Triggered ? RegressionVerdict.Stale : judgement.Verdict,
            Baseline = judgement.Baseline,
            Current = judgement.Current,
            Drop = judgement.Drop,
            Events = judgement.Events,
            EvidenceValue = judgement.Evidence,
            FrozenBaselineEvents = judgement.Frozen.Count,
            FrozenBaselineSum = judgement.Frozen.Sum,
            FrozenBaselineSumOfSquares = judgement.Frozen.SumOfSquares,
            FrozenBaselineLastId = frozenLastId,
        };

    /// <summary>The frozen baseline of a state; empty while there is none.</summary>
    public static SampleSums FrozenOf(RegressionState state) => new(
        state.FrozenBaselineEvents, state.FrozenBaselineSum, state.FrozenBaselineSumOfSquares);

    /// <summary>Whether a plain evaluation has news that is worth a row: another verdict or another baseline.</summary>
    public static bool IsNews(RegressionState? stored, RegressionState figures) =>
        stored is null
        || stored.Verdict != figures.Verdict
        || stored.BaselineVersion != figures.BaselineVersion
        || stored.FrozenBaselineLastId != figures.FrozenBaselineLastId;

    /// <summary>Whether the figures of a plain evaluation differ from the stored ones.</summary>
    public static bool Differs(RegressionState stored, RegressionState figures) =>
        stored with { EvaluatedAt = default } != figures with { EvaluatedAt = default };

    /// <summary>The re-arming of a tripwire.</summary>
    public static ControlChange Rearm(
        KpiSeries series,
        RegressionState? old,
        long armedAfterId,
        ChangeAuthor author,
        string reason,
        DateTimeOffset now)
    {
        var after = Arm(series, old, Math.Max(armedAfterId, old?.ArmedAfterId ?? 0)) with { EvaluatedAt = now };
        return new ControlChange
        {
            RegressionStates = [after],
            Audit =
            [
                new AuditEntry(
                    RearmAction,
                    series.ToString(),
                    author,
                    reason,
                    RegressionAudit.ToJson(old),
                    RegressionAudit.ToJson(after),
                    after.Version),
            ],
        };
    }
}
