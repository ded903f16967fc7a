using Valhalla.Governance.Audit;
using Valhalla.Governance.Control;

namespace Valhalla.Governance.Ramp;

/// <summary>
/// How the influence row may change. Pure; each change counts one version and tells one audit record. Whether a change
/// is allowed is for the ramp and the board to decide.
/// </summary>
internal static class InfluenceRules
{
    public const string ArmAction = "ramp.arm";
    public const string DisarmAction = "ramp.disarm";
    public const string StepAction = "ramp.step";
    public const string SetAction = "ramp.set";
    public const string SetOverrideAction = "ramp.set_override";
    public const string RollbackAction = "ramp.rollback";
    public const string RollbackAgainAction = "ramp.rollback_again";
    public const string ManualTrigger = "manual";
    public const string KillSwitchTrigger = "kill_switch";
    public const string RegressionTrigger = "regression_trip";

    /// <summary>Lets the ramp climb under a GO decision.</summary>
    public static InfluenceChange Arm(
        InfluenceState state, long decisionId, DateTimeOffset expiresAt, ChangeAuthor author, DateTimeOffset now) =>
        Change(
            state,
            Next(state, author, $"GO decision {decisionId}", now) with
            {
                DecisionId = decisionId,
                DecisionExpiresAt = expiresAt,
            },
            ArmAction,
            author);

    /// <summary>Takes the decision away: no step up until a new one. The influence stays.</summary>
    public static InfluenceChange Disarm(
        InfluenceState state, string reason, ChangeAuthor author, DateTimeOffset now) =>
        Change(
            state,
            Next(state, author, reason, now) with { DecisionId = null, DecisionExpiresAt = null },
            DisarmAction,
            author);

    /// <summary>Changes the influence, up or down; down to 0 is a rollback and goes through there.</summary>
    public static InfluenceChange Move(
        InfluenceState state,
        int basisPoints,
        string action,
        ChangeAuthor author,
        string? reason,
        DateTimeOffset now) =>
        Change(state, Moved(state, basisPoints, author, reason, now), action, author);

    /// <summary>Sets the influence to 0 and takes the decision away; null when both are so already.</summary>
    /// <param name="state">The row under the lock.</param>
    /// <param name="trigger">The rollback trigger, or <see cref="ManualTrigger"/>.</param>
    /// <param name="author">Who.</param>
    /// <param name="reason">Why.</param>
    /// <param name="now">The store's clock.</param>
    public static InfluenceChange? Rollback(
        InfluenceState state,
        string trigger,
        ChangeAuthor author,
        string? reason,
        DateTimeOffset now)
    {
        if (state is { BasisPoints: 0, DecisionId: null })
        {
            return null;
        }

        var moved = state.BasisPoints == 0
            ? Next(state, author, reason, now)
            : Moved(state, basisPoints: 0, author, reason, now);
        var after = moved with
        {
            DecisionId = null,
            DecisionExpiresAt = null,
            LastRollback = new RampRollback(now, trigger, state.BasisPoints),
        };
        return Change(state, after, RollbackAction, author, trigger);
    }

    /// <summary>
    /// Somebody asks for 0 where it is 0 and nothing is decided: one more reason to stop, which voids what was signed
    /// without knowing it.
    /// </summary>
    public static InfluenceChange RollbackAgain(
        InfluenceState state, string trigger, ChangeAuthor author, string? reason, DateTimeOffset now) =>
        Change(
            state,
            Next(state, author, reason, now) with { LastRollback = new RampRollback(now, trigger, state.BasisPoints) },
            RollbackAgainAction,
            author,
            trigger);

    /// <summary>
    /// A change of control state that takes the influence to 0 too, so that no moment lies between the two.
    /// </summary>
    public static ControlChange WithRollback(
        ControlChange change,
        InfluenceState state,
        string trigger,
        ChangeAuthor author,
        string? reason,
        DateTimeOffset now) =>
        Rollback(state, trigger, author, reason, now) is { } rollback
            ? change with { Influence = rollback.State, Audit = [.. change.Audit, rollback.Audit] }
            : change;

    private static InfluenceState Next(InfluenceState state, ChangeAuthor author, string? reason, DateTimeOffset now) =>
        state with { Version = state.Version + 1, Reason = reason, UpdatedBy = author.Name, UpdatedAt = now };

    private static InfluenceState Moved(
        InfluenceState state, int basisPoints, ChangeAuthor author, string? reason, DateTimeOffset now) =>
        Next(state, author, reason, now) with
        {
            BasisPoints = basisPoints,
            Step = state.Step + 1,
            SteppedAt = now,
        };

    private static InfluenceChange Change(
        InfluenceState from,
        InfluenceState to,
        string action,
        ChangeAuthor author,
        string? trigger = null) => new(
            to,
            new AuditEntry(
                action,
                "",
                author,
                to.Reason,
                InfluenceAudit.ToJson(from),
                InfluenceAudit.ToJson(to, trigger, author.Note),
                to.Version));
}
