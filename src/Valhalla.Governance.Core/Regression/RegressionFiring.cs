using System.Globalization;
using Valhalla.Governance.Audit;
using Valhalla.Governance.Control;
using Valhalla.Governance.GoLive;
using Valhalla.Governance.Heimdall;
using Valhalla.Governance.Ramp;
using Valhalla.Governance.Risk;

namespace Valhalla.Governance.Regression;

/// <summary>What a firing changes, all in one transaction. Pure.</summary>
internal static class RegressionFiring
{
    public const string TriggerAction = "regression.trigger";
    public const string ThrottleAction = "risk_policy.throttle";

    /// <summary>The name under which the tripwire changes what belongs to other levers.</summary>
    public static ChangeAuthor Author { get; } = new("regression_tripwire");

    /// <summary>The reason that policies and audit records show, such as
    /// <c>Regression tripwire: WHOLESALE.contract_rate drop=0.221</c>.</summary>
    public static string ReasonOf(KpiSeries series, double drop) =>
        string.Create(CultureInfo.InvariantCulture, $"Regression tripwire: {series} drop={drop:0.000}");

    /// <summary>The change of control state.</summary>
    /// <param name="current">The rows under the lock.</param>
    /// <param name="policy">The policy that fires.</param>
    /// <param name="stored">The state row that is replaced, or null.</param>
    /// <param name="figures">The figures at which it fires, with the version of the new row.</param>
    /// <param name="now">The store's clock.</param>
    public static ControlChange Decide(
        ControlSnapshot current,
        RegressionPolicy policy,
        RegressionState? stored,
        RegressionState figures,
        DateTimeOffset now)
    {
        var reason = ReasonOf(policy.Series, figures.Drop);
        var fired = figures with
        {
            Triggered = true,
            IsThrottled = policy.Action == RegressionAction.Throttle,
            TriggeredAt = now,
            EvaluatedAt = now,
        };
        var trigger = new AuditEntry(
            TriggerAction,
            policy.Series.ToString(),
            Author,
            reason,
            RegressionAudit.ToJson(stored),
            RegressionAudit.ToJson(fired),
            fired.Version);
        var change = new ControlChange { RegressionStates = [fired], Audit = [trigger] };
        // An action that this build does not know stops everything: a newer build may mean no less.
        var acted = policy.Action != RegressionAction.Throttle
            ? EngageKillSwitch(change, current.Gate, reason, now)
            : Demote(Disable(change, current, policy, reason, now), current, policy, reason, now);
        return InfluenceRules.WithRollback(
            acted, current.Influence, InfluenceRules.RegressionTrigger, Author, reason, now);
    }

    private static ControlChange EngageKillSwitch(
        ControlChange change, GoLiveState gate, string reason, DateTimeOffset now) =>
        GoLiveRules.Engage(gate, Author, reason, latchedAt: null, now).Change is { } engaged
            ? change with { Gate = engaged.Gate, Audit = [.. change.Audit, .. engaged.Audit] }
            : change;

    private static ControlChange Disable(
        ControlChange change, ControlSnapshot current, RegressionPolicy policy, string reason, DateTimeOffset now)
    {
        var engine = new EngineName(policy.Series.Domain.Value);
        if (!current.RiskPolicies.TryGetValue(engine, out var old) || !old.Enabled)
        {
            return change;
        }

        var disabled = old with
        {
            Enabled = false,
            Reason = reason,
            ChangedBy = Author.Name,
            UpdatedAt = now,
            Version = old.Version + 1,
        };
        var entry = new AuditEntry(
            ThrottleAction,
            engine.Value,
            Author,
            reason,
            RiskPolicyRules.ToJson(old),
            RiskPolicyRules.ToJson(disabled),
            disabled.Version);
        return change with { RiskPolicies = [disabled], Audit = [.. change.Audit, entry] };
    }

    private static ControlChange Demote(
        ControlChange change, ControlSnapshot current, RegressionPolicy policy, string reason, DateTimeOffset now)
    {
        var domain = policy.Series.Domain;
        if (!current.HeimdallPolicies.TryGetValue(domain, out var old) || !old.ProdUseEnabled)
        {
            return change;
        }

        return HeimdallPolicyRules.Demote(change, old, Author, reason, now);
    }
}
