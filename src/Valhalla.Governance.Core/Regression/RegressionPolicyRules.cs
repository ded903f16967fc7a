using Valhalla.Governance.Audit;
using Valhalla.Governance.Control;

namespace Valhalla.Governance.Regression;

/// <summary>How a policy may be changed.</summary>
internal static class RegressionPolicyRules
{
    public const string AuditAction = "regression_policy.upsert";

    public const int MinWindowEvents = 5;
    public const int MaxWindowEvents = 10_000;
    public const int MinBaselineEvents = 5;
    public const int MaxBaselineEvents = 100_000;

    /// <summary>Checks what can be checked without the policy as it is.</summary>
    /// <exception cref="ArgumentException">The series or a text is malformed.</exception>
    public static void Validate(RegressionPolicyChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        RequireSeries(change.Series, nameof(change));
        TextRules.RequireAuthor(change.Author, nameof(change));
        TextRules.RequireOptional(change.Reason, TextRules.MaxReasonLength, nameof(change));
    }

    /// <exception cref="ArgumentException">The domain or the metric is missing.</exception>
    public static void RequireSeries(KpiSeries series, string name)
    {
        if (series.Domain.Value.Length == 0 || series.Metric.Value.Length == 0)
        {
            throw new ArgumentException("Name a domain and a metric.", name);
        }
    }

    /// <summary>Checks a whole policy.</summary>
    /// <exception cref="PolicyValidationException">A value is out of range, or does not go with the others.</exception>
    public static void Validate(RegressionPolicy policy)
    {
        Require(
            policy.WindowEvents is >= MinWindowEvents and <= MaxWindowEvents,
            "window_events",
            $"The window is {MinWindowEvents} to {MaxWindowEvents} events.");
        Require(
            policy.BaselineEvents is >= MinBaselineEvents and <= MaxBaselineEvents,
            "baseline_events",
            $"The baseline is {MinBaselineEvents} to {MaxBaselineEvents} events.");
        Require(policy.MaxDrop is > 0 and <= 1, "max_drop", "The drop is a share, above 0 to 1, such as 0.20.");
        RequireDefined(policy.Action, "action");
        RequireDefined(policy.Kind, "kind");
        RequireDefined(policy.Direction, "direction");
        RequireDefined(policy.Evidence, "evidence");
        if (policy is { Evidence: RegressionEvidence.Fisher, Kind: RegressionKind.Rate })
        {
            Require(
                FisherTest.LowerTail(0, policy.WindowEvents, policy.BaselineEvents, policy.WindowEvents)
                    <= RegressionRules.FisherLevel,
                "window_events",
                "FISHER can never prove a drop with so few events, not even from all to none: use larger windows.");
        }
    }

    /// <summary>The policy after the change: what is not given stays, or takes its default in a new policy.</summary>
    public static RegressionPolicy Apply(RegressionPolicy? old, RegressionPolicyChange change)
    {
        var start = old ?? new RegressionPolicy { Series = change.Series, Version = 0 };
        return start with
        {
            Enabled = change.Enabled ?? start.Enabled,
            WindowEvents = change.WindowEvents ?? start.WindowEvents,
            BaselineEvents = change.BaselineEvents ?? start.BaselineEvents,
            MaxDrop = change.MaxDrop ?? start.MaxDrop,
            Action = change.Action ?? start.Action,
            Kind = change.Kind ?? start.Kind,
            Direction = change.Direction ?? start.Direction,
            Evidence = change.Evidence ?? start.Evidence,
            Reason = change.Reason,
            ChangedBy = change.Author.Name,
            Version = start.Version + 1,
        };
    }

    /// <summary>Whether the baseline of the one policy says nothing about the other.</summary>
    public static bool NeedsNewBaseline(RegressionPolicy old, RegressionPolicy changed) =>
        old.WindowEvents != changed.WindowEvents
        || old.BaselineEvents != changed.BaselineEvents
        || old.Kind != changed.Kind
        || old.Direction != changed.Direction
        || old.Evidence != changed.Evidence;

    /// <summary>The change of control state. Pure.</summary>
    /// <param name="old">The policy as it is, or null.</param>
    /// <param name="changed">The policy after the change.</param>
    /// <param name="armed">The state after the change, or null when it stays.</param>
    /// <param name="author">Who asks.</param>
    /// <param name="now">The store's clock.</param>
    public static ControlChange Decide(
        RegressionPolicy? old,
        RegressionPolicy changed,
        RegressionState? armed,
        ChangeAuthor author,
        DateTimeOffset now)
    {
        var stamped = changed with { UpdatedAt = now };
        return new ControlChange
        {
            RegressionPolicies = [stamped],
            RegressionStates = armed is null ? [] : [armed with { EvaluatedAt = now }],
            Audit =
            [
                new AuditEntry(
                    AuditAction,
                    stamped.Series.ToString(),
                    author,
                    stamped.Reason,
                    RegressionAudit.ToJson(old),
                    RegressionAudit.ToJson(stamped),
                    stamped.Version),
            ],
        };
    }

    private static void RequireDefined<T>(T value, string field)
        where T : struct, Enum =>
        Require(Enum.IsDefined(value), field, $"One of {WireNames.ListCapitals<T>()}.");

    private static void Require(bool valid, string field, string message)
    {
        if (!valid)
        {
            throw new PolicyValidationException(field, message);
        }
    }
}
