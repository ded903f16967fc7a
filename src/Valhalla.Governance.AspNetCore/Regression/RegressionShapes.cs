using Valhalla.Governance.AspNetCore.Json;

namespace Valhalla.Governance.AspNetCore.Regression;

/// <summary>Domain values of the tripwire and of KPI events in the shapes of the wire.</summary>
internal static class RegressionShapes
{
    public static RegressionPolicyBody Of(RegressionPolicy policy) => new()
    {
        Domain = policy.Series.Domain.Value,
        Metric = policy.Series.Metric.Value,
        Enabled = policy.Enabled,
        WindowEvents = policy.WindowEvents,
        BaselineEvents = policy.BaselineEvents,
        MaxDrop = policy.MaxDrop,
        Action = WireNames.CapitalsOf(policy.Action),
        Kind = WireNames.CapitalsOf(policy.Kind),
        Direction = WireNames.CapitalsOf(policy.Direction),
        Evidence = WireNames.CapitalsOf(policy.Evidence),
        Reason = policy.Reason,
        ChangedBy = policy.ChangedBy,
        UpdatedAt = policy.UpdatedAt,
        Version = policy.Version,
    };

    public static RegressionStateBody Of(RegressionState state) => new()
    {
        Domain = state.Series.Domain.Value,
        Metric = state.Series.Metric.Value,
        Status = WireNames.Of(state.Verdict),
        IsThrottled = state.IsThrottled,
        Triggered = state.Triggered,
        Baseline = Shown(state.Baseline),
        Current = Shown(state.Current),
        Drop = Math.Round(state.Drop, Digits),
        Events = state.Events,
        EvidenceValue = state.EvidenceValue,
        BaselineVersion = state.BaselineVersion,
        ArmedAfterId = state.ArmedAfterId,
        EvaluatedAt = state.EvaluatedAt,
        TriggeredAt = state.TriggeredAt,
    };

    public static EvaluateAnswer Of(RegressionEvaluation evaluation) => new()
    {
        Ok = true,
        Domain = evaluation.State.Series.Domain.Value,
        Metric = evaluation.State.Series.Metric.Value,
        Status = WireNames.Of(evaluation.State.Verdict),
        IsThrottled = evaluation.State.IsThrottled,
        Triggered = evaluation.State.Triggered,
        Baseline = Shown(evaluation.State.Baseline),
        Current = Shown(evaluation.State.Current),
        Drop = Math.Round(evaluation.State.Drop, Digits),
        Events = evaluation.State.Events,
        EvidenceValue = evaluation.State.EvidenceValue,
        FiredNow = evaluation.FiredNow,
        Action = WireNames.CapitalsOf(evaluation.Policy.Action),
        MaxDrop = evaluation.Policy.MaxDrop,
        WindowEvents = evaluation.Policy.WindowEvents,
        BaselineEvents = evaluation.Policy.BaselineEvents,
        EvaluatedAt = evaluation.State.EvaluatedAt,
        TriggeredAt = evaluation.State.TriggeredAt,
    };

    public static KpiEventBody Of(KpiRecord record) => new()
    {
        Id = record.Id,
        Domain = record.Event.Domain.Value,
        Metric = record.Event.Metric.Value,
        Success = record.Event.Success,
        Value = record.Event.Value,
        DurationMs = record.Event.DurationMs,
        Actor = record.Event.Actor,
        CorrelationId = record.Event.CorrelationId,
        Detail = RawJson.Read(record.Event.DetailJson),
        CreatedAt = record.Event.CreatedAt,
    };

    public static FiringBody Of(BacktestFiring firing) => new()
    {
        EventNumber = firing.EventNumber,
        EventId = firing.EventId,
        Baseline = firing.Baseline,
        Current = firing.Current,
        Drop = Math.Round(firing.Drop, Digits),
    };

    // Enough for any reader; hides the last bits of a division, which differ from platform to platform.
    private const int Digits = 6;

    private static double? Shown(double? figure) => figure is { } value ? Math.Round(value, Digits) : null;
}
