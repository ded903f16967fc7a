using System.Text.Json;
using System.Text.Json.Serialization;
using Valhalla.Governance.Audit;
using Valhalla.Governance.Control;

namespace Valhalla.Governance.Heimdall;

/// <summary>How a policy is changed, promoted and demoted. Pure.</summary>
internal static class HeimdallPolicyRules
{
    public const string UpsertAction = "heimdall_policy.upsert";
    public const string PromoteAction = "heimdall.promote";
    public const string DemoteAction = "heimdall.demote";

    /// <summary>Checks what can be checked without the policy as it is.</summary>
    /// <exception cref="ArgumentException">The domain or a text is malformed.</exception>
    /// <exception cref="PolicyValidationException">A value is out of range.</exception>
    public static void Validate(HeimdallPolicyChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (change.Domain.Value.Length == 0)
        {
            throw new ArgumentException("Name a domain.", nameof(change));
        }

        TextRules.RequireAuthor(change.Author, nameof(change));
        TextRules.RequireOptional(change.Reason, TextRules.MaxReasonLength, nameof(change));
        RequireShare(change.MinConfidenceProd, "min_confidence_prod");
        RequireShare(change.MinSandboxSuccessRate, "min_sandbox_success_rate");
        RequireShare(change.MaxCalibrationError, "max_calibration_error");
        RequireCount(change.MinSandboxTrials, 1_000_000, "min_sandbox_trials");
        RequireCount(change.WindowDays, 366, "window_days");
        RequireCount(change.OutcomeDeadlineHours, 8_784, "outcome_deadline_hours");
        if (change is { MaxCalibrationError: not null, RemoveMaxCalibrationError: true })
        {
            throw new PolicyValidationException(
                "max_calibration_error", "Either set the largest calibration error or remove it, not both.");
        }
    }

    /// <summary>The change that an upsert makes.</summary>
    /// <exception cref="PolicyValidationException">
    /// A new policy lacks its confidence, or production use would be switched on past the trials.
    /// </exception>
    public static ControlChange Upsert(ControlSnapshot current, HeimdallPolicyChange change, DateTimeOffset now)
    {
        var old = current.HeimdallPolicies.GetValueOrDefault(change.Domain);
        if (change.ProdUseEnabled == true && old?.ProdUseEnabled != true)
        {
            throw new PolicyValidationException(
                "prod_use_enabled",
                "Production use is switched on by a promotion, which looks at the trials: POST heimdall/promote.");
        }

        var minConfidence = change.MinConfidenceProd ?? old?.MinConfidenceProd ?? throw new PolicyValidationException(
            "min_confidence_prod", $"The policy of {change.Domain} is new: give min_confidence_prod.");
        var basis = old ?? new HeimdallPolicy
        {
            Domain = change.Domain,
            MinConfidenceProd = minConfidence,
            Version = 0,
        };
        var changed = basis with
        {
            MinConfidenceProd = minConfidence,
            MinSandboxTrials = change.MinSandboxTrials ?? basis.MinSandboxTrials,
            MinSandboxSuccessRate = change.MinSandboxSuccessRate ?? basis.MinSandboxSuccessRate,
            ProdUseEnabled = change.ProdUseEnabled ?? basis.ProdUseEnabled,
            WindowDays = change.WindowDays ?? basis.WindowDays,
            MaxCalibrationError = change.RemoveMaxCalibrationError
                ? null
                : change.MaxCalibrationError ?? basis.MaxCalibrationError,
            OutcomeDeadlineHours = change.OutcomeDeadlineHours ?? basis.OutcomeDeadlineHours,
        };
        var events = basis.ProdUseEnabled && !changed.ProdUseEnabled
            ? new ControlChange { HeimdallEvents = [DemotionOf(basis, change.Author, change.Reason)] }
            : new ControlChange();
        return Apply(events, old, changed, UpsertAction, change.Author, change.Reason, now);
    }

    /// <summary>The change that a promotion makes.</summary>
    public static ControlChange Promote(
        HeimdallPolicy policy, HeimdallScorecard scorecard, ChangeAuthor author, string? reason, DateTimeOffset now)
    {
        var promoted = policy with { ProdUseEnabled = true, PromotedModelVersion = scorecard.ModelVersion };
        var detail = JsonSerializer.Serialize(
            new TrialsAudit(
                scorecard.Trials, scorecard.Successes, scorecard.SuccessRateLowerBound, scorecard.CalibrationError),
            HeimdallJsonContext.Default.TrialsAudit);
        var heimdallEvent = new HeimdallEvent(
            "promote", policy.Domain, scorecard.ModelVersion, author.Name, reason, detail);
        return Apply(
            new ControlChange { HeimdallEvents = [heimdallEvent] },
            policy,
            promoted,
            PromoteAction,
            author,
            reason,
            now);
    }

    /// <summary>Adds a demotion to a change.</summary>
    public static ControlChange Demote(
        ControlChange change, HeimdallPolicy policy, ChangeAuthor author, string? reason, DateTimeOffset now)
    {
        return Apply(
            change with { HeimdallEvents = [.. change.HeimdallEvents, DemotionOf(policy, author, reason)] },
            policy,
            policy with { ProdUseEnabled = false },
            DemoteAction,
            author,
            reason,
            now);
    }

    private static HeimdallEvent DemotionOf(HeimdallPolicy policy, ChangeAuthor author, string? reason) =>
        new("demote", policy.Domain, policy.PromotedModelVersion, author.Name, reason, null);

    private static ControlChange Apply(
        ControlChange change,
        HeimdallPolicy? old,
        HeimdallPolicy values,
        string action,
        ChangeAuthor author,
        string? reason,
        DateTimeOffset now)
    {
        var changed = values with
        {
            Reason = reason,
            ChangedBy = author.Name,
            UpdatedAt = now,
            Version = values.Version + 1,
        };
        var entry = new AuditEntry(
            action, changed.Domain.Value, author, reason, ToJson(old), ToJson(changed), changed.Version);
        return change with
        {
            HeimdallPolicies = [.. change.HeimdallPolicies, changed],
            Audit = [.. change.Audit, entry],
        };
    }

    public static string? ToJson(HeimdallPolicy? policy) => policy is null
        ? null
        : JsonSerializer.Serialize(
            new HeimdallPolicyAudit(
                policy.MinConfidenceProd,
                policy.MinSandboxTrials,
                policy.MinSandboxSuccessRate,
                policy.ProdUseEnabled,
                policy.WindowDays,
                policy.MaxCalibrationError,
                policy.OutcomeDeadlineHours,
                policy.PromotedModelVersion),
            HeimdallJsonContext.Default.HeimdallPolicyAudit);

    private static void RequireShare(double? share, string field)
    {
        if (share is { } value && !(value is >= 0 and <= 1))
        {
            throw new PolicyValidationException(field, "The value is from 0 to 1.");
        }
    }

    private static void RequireCount(int? count, int max, string field)
    {
        if (count is { } value && (value < 1 || value > max))
        {
            throw new PolicyValidationException(field, $"The value is from 1 to {max}.");
        }
    }
}

/// <summary>The part of a policy that audit records show.</summary>
internal sealed record HeimdallPolicyAudit(
    double MinConfidenceProd,
    int MinSandboxTrials,
    double MinSandboxSuccessRate,
    bool ProdUseEnabled,
    int WindowDays,
    double? MaxCalibrationError,
    int OutcomeDeadlineHours,
    string? PromotedModelVersion);

/// <summary>The trials that a promotion was decided on.</summary>
internal sealed record TrialsAudit(
    int Trials, int Successes, double? SuccessRateLowerBound, double? CalibrationError);

/// <summary>The answer that is kept for an idempotency key, with the trials it was judged on.</summary>
internal sealed record RecommendAnswer(long Id, HeimdallReason[] Reasons, StoredScorecard? Scorecard);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    Converters = [typeof(StoredEnumConverter<HeimdallReason>)])]
[JsonSerializable(typeof(HeimdallPolicyAudit))]
[JsonSerializable(typeof(TrialsAudit))]
[JsonSerializable(typeof(RecommendAnswer))]
internal sealed partial class HeimdallJsonContext : JsonSerializerContext;
