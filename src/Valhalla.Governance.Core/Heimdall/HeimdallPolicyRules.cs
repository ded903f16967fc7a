using Valhalla.Governance.Audit;
using Valhalla.Governance.Control;

namespace Valhalla.Governance.Heimdall;

/// <summary>How a policy may be changed. Pure.</summary>
internal static class HeimdallPolicyRules
{
    public const string UpsertAction = "heimdall_policy.upsert";
    public const string PromoteAction = "heimdall.promote";
    public const string DemoteAction = "heimdall.demote";

    /// <summary>The deadline of recommendations in a domain without a policy.</summary>
    public const int DefaultOutcomeDeadlineHours = 72;

    /// <summary>Checks what can be checked without the policy as it is.</summary>
    /// <exception cref="ArgumentException">The domain or a text is malformed.</exception>
    /// <exception cref="PolicyValidationException">A value is out of range.</exception>
    public static void Validate(HeimdallPolicyChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        HeimdallRequests.Validate(change.Domain, change.Author, change.Reason);
        RequireShare(change.MinConfidenceProd, "min_confidence_prod");
        RequireShare(change.MinSandboxSuccessRate, "min_sandbox_success_rate");
        RequireShare(change.MaxCalibrationError, "max_calibration_error");
        RequireWithin(change.MinSandboxTrials, 1_000_000, "min_sandbox_trials");
        RequireWithin(change.WindowDays, HeimdallRequests.MaxDays, "window_days");
        RequireWithin(change.OutcomeDeadlineHours, 366 * 24, "outcome_deadline_hours");
        if (change is { MaxCalibrationError: not null, RemoveMaxCalibrationError: true })
        {
            throw new PolicyValidationException(
                "max_calibration_error", "Either set the largest calibration error or remove it, not both.");
        }
    }

    /// <summary>The change of control state.</summary>
    /// <exception cref="PolicyValidationException">
    /// A new policy lacks its confidence, or production use would be switched on.
    /// </exception>
    public static ControlChange Upsert(ControlSnapshot current, HeimdallPolicyChange change, DateTimeOffset now)
    {
        var old = current.HeimdallPolicies.GetValueOrDefault(change.Domain);
        if (change.ProdUseEnabled == true && old is not { ProdUseEnabled: true })
        {
            throw new PolicyValidationException(
                "prod_use_enabled",
                $"Production use is switched on by a promotion only: promote {change.Domain} once its trials clear the "
                + "policy.");
        }

        var start = old ?? new HeimdallPolicy
        {
            Domain = change.Domain,
            MinConfidenceProd = change.MinConfidenceProd ?? throw new PolicyValidationException(
                "min_confidence_prod", $"The policy of {change.Domain} is new: give min_confidence_prod."),
            Version = 0,
        };
        var changed = start with
        {
            MinConfidenceProd = change.MinConfidenceProd ?? start.MinConfidenceProd,
            MinSandboxTrials = change.MinSandboxTrials ?? start.MinSandboxTrials,
            MinSandboxSuccessRate = change.MinSandboxSuccessRate ?? start.MinSandboxSuccessRate,
            ProdUseEnabled = change.ProdUseEnabled ?? start.ProdUseEnabled,
            WindowDays = change.WindowDays ?? start.WindowDays,
            MaxCalibrationError =
                change.RemoveMaxCalibrationError ? null : change.MaxCalibrationError ?? start.MaxCalibrationError,
            OutcomeDeadlineHours = change.OutcomeDeadlineHours ?? start.OutcomeDeadlineHours,
        };
        var written = Write(UpsertAction, old, changed, change.Author, change.Reason, now);
        return start.ProdUseEnabled && !changed.ProdUseEnabled
            ? written with { HeimdallEvents = [DemotionOf(start, change.Author, change.Reason)] }
            : written;
    }

    /// <summary>Enables production use on trials that have cleared <paramref name="policy"/>.</summary>
    /// <returns>The change; null when nothing is to be changed.</returns>
    public static ControlChange? Promote(
        HeimdallPolicy policy,
        HeimdallScorecard scorecard,
        ChangeAuthor author,
        string? reason,
        DateTimeOffset now)
    {
        if (HeimdallRules.IsPromoted(policy, scorecard.ModelVersion ?? ""))
        {
            return null;
        }

        var promoted = policy with { ProdUseEnabled = true, PromotedModelVersion = scorecard.ModelVersion };
        return Write(PromoteAction, policy, promoted, author, reason, now) with
        {
            HeimdallEvents =
            [
                new HeimdallEvent(
                    "promote",
                    policy.Domain,
                    scorecard.ModelVersion,
                    author.Name,
                    reason,
                    HeimdallJson.Write(HeimdallCardJson.Of(scorecard))),
            ],
        };
    }

    /// <summary>Disables production use.</summary>
    /// <returns>The change; null when it is disabled already, or there is no policy.</returns>
    public static ControlChange? Demote(
        HeimdallPolicy? policy, ChangeAuthor author, string? reason, DateTimeOffset now) =>
        policy is { ProdUseEnabled: true }
            ? Write(DemoteAction, policy, policy with { ProdUseEnabled = false }, author, reason, now) with
            {
                HeimdallEvents = [DemotionOf(policy, author, reason)],
            }
            : null;

    private static HeimdallEvent DemotionOf(HeimdallPolicy policy, ChangeAuthor author, string? reason) =>
        new("demote", policy.Domain, policy.PromotedModelVersion, author.Name, reason, null);

    private static ControlChange Write(
        string action,
        HeimdallPolicy? old,
        HeimdallPolicy changed,
        ChangeAuthor author,
        string? reason,
        DateTimeOffset now)
    {
        var row = changed with
        {
            Reason = reason,
            ChangedBy = author.Name,
            UpdatedAt = now,
            Version = (old?.Version ?? 0) + 1,
        };
        return new ControlChange
        {
            HeimdallPolicies = [row],
            Audit =
            [
                new AuditEntry(
                    action,
                    row.Domain.Value,
                    author,
                    reason,
                    old is null ? null : HeimdallJson.Write(HeimdallPolicyAudit.Of(old)),
                    HeimdallJson.Write(HeimdallPolicyAudit.Of(row)),
                    row.Version),
            ],
        };
    }

    private static void RequireShare(double? value, string field)
    {
        if (value is { } share && share is not (>= 0 and <= 1))
        {
            throw new PolicyValidationException(field, "The value is from 0 to 1.");
        }
    }

    private static void RequireWithin(int? value, int most, string field)
    {
        if (value is { } number && (number < 1 || number > most))
        {
            throw new PolicyValidationException(field, $"The value is from 1 to {most}.");
        }
    }
}
