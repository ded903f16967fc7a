using System.Text.Json;
using System.Text.Json.Serialization;
using Valhalla.Governance.Audit;
using Valhalla.Governance.Control;

namespace Valhalla.Governance.Risk;

/// <summary>How a policy may be changed.</summary>
internal static class RiskPolicyRules
{
    public const string AuditAction = "risk_policy.upsert";

    /// <summary>Checks what can be checked without the policy as it is.</summary>
    /// <exception cref="ArgumentException">The engine or a text is malformed.</exception>
    /// <exception cref="PolicyValidationException">A value is out of range.</exception>
    public static void Validate(RiskPolicyChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (change.Engine.Value.Length == 0)
        {
            throw new ArgumentException("Name an engine.", nameof(change));
        }

        TextRules.RequireAuthor(change.Author, nameof(change));
        TextRules.RequireOptional(change.Reason, TextRules.MaxReasonLength, nameof(change));
        RequireCap(change.MaxDailyLoss, "max_daily_loss");
        RequireCap(change.MaxDailyExposure, "max_daily_exposure");
        RequireCap(change.MaxOpenReserved, "max_open_reserved");
        if (change is { MaxOpenReserved: not null, RemoveMaxOpenReserved: true })
        {
            throw new PolicyValidationException(
                "max_open_reserved", "Either set the cap on open reservations or remove it, not both.");
        }

        if (change.WorstCaseLossBasisPoints is < 0 or > RiskRules.BasisPoints)
        {
            throw new PolicyValidationException(
                "worst_case_loss_fraction", "The fraction is from 0 to 1, with at most four decimals.");
        }
    }

    /// <summary>The change of control state. Pure.</summary>
    /// <exception cref="PolicyValidationException">A new policy lacks a cap.</exception>
    public static ControlChange Decide(ControlSnapshot current, RiskPolicyChange change, DateTimeOffset now)
    {
        var old = current.RiskPolicies.GetValueOrDefault(change.Engine);
        var changed = new RiskPolicy
        {
            Engine = change.Engine,
            Enabled = change.Enabled ?? old?.Enabled ?? true,
            MaxDailyLoss = change.MaxDailyLoss ?? old?.MaxDailyLoss ?? throw Missing("max_daily_loss"),
            MaxDailyExposure = change.MaxDailyExposure ?? old?.MaxDailyExposure ?? throw Missing("max_daily_exposure"),
            MaxOpenReserved = change.RemoveMaxOpenReserved ? null : change.MaxOpenReserved ?? old?.MaxOpenReserved,
            WorstCaseLossBasisPoints = change.WorstCaseLossBasisPoints ?? old?.WorstCaseLossBasisPoints ?? 0,
            Reason = change.Reason,
            ChangedBy = change.Author.Name,
            UpdatedAt = now,
            Version = (old?.Version ?? 0) + 1,
        };
        return new ControlChange
        {
            RiskPolicies = [changed],
            Audit =
            [
                new AuditEntry(
                    AuditAction,
                    change.Engine.Value,
                    change.Author,
                    change.Reason,
                    ToJson(old),
                    ToJson(changed),
                    changed.Version),
            ],
        };

        PolicyValidationException Missing(string field) => new(
            field, $"The policy of {change.Engine} is new: give max_daily_loss and max_daily_exposure.");
    }

    /// <summary>The policy as the audit record keeps it.</summary>
    public static string? ToJson(RiskPolicy? policy) => policy is null
        ? null
        : JsonSerializer.Serialize(
            new RiskPolicyAudit(
                policy.Enabled,
                policy.MaxDailyLoss.ToDecimal(),
                policy.MaxDailyExposure.ToDecimal(),
                policy.MaxOpenReserved?.ToDecimal(),
                policy.WorstCaseLossBasisPoints,
                policy.Reason),
            RiskPolicyJsonContext.Default.RiskPolicyAudit);

    private static void RequireCap(Money? cap, string field)
    {
        if (cap is { } value && (value.IsNegative || value > Money.FromDecimal(Money.MaxCurrencyUnits)))
        {
            throw new PolicyValidationException(field, "A cap is zero or more and at most 10^12.");
        }
    }
}

/// <summary>The part of a policy that audit records show.</summary>
internal sealed record RiskPolicyAudit(
    bool Enabled,
    decimal MaxDailyLoss,
    decimal MaxDailyExposure,
    decimal? MaxOpenReserved,
    int WorstCaseLossBasisPoints,
    string? Reason);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(RiskPolicyAudit))]
internal sealed partial class RiskPolicyJsonContext : JsonSerializerContext;
