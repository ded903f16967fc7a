namespace Valhalla.Governance;

/// <summary>One thing that stands against a step up. Immutable.</summary>
/// <param name="Code">
/// A stable code: <c>kill_switch_engaged</c>, <c>go_live_disabled</c>, <c>decision_required</c>,
/// <c>decision_expired</c>, <c>at_full_influence</c>, <c>step_too_large</c>, <c>dwell_not_reached</c>,
/// <c>too_few_events</c>, <c>sample_ratio_mismatch</c>, or <c>guard.</c> and the id of a rollback trigger.
/// </param>
/// <param name="Detail">A sentence that says what to do.</param>
public sealed record RampHold(string Code, string Detail);
