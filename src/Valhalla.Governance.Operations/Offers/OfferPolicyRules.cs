using System.Text.Json;
using System.Text.Json.Serialization;
using Valhalla.Governance.Audit;
using Valhalla.Governance.Operations.Policies;

namespace Valhalla.Governance.Operations.Offers;

/// <summary>How an offer policy is changed. Pure.</summary>
internal static class OfferPolicyRules
{
    public const string AuditAction = "offer_policy.upsert";
    public const int MaxMinComps = 100;

    /// <summary>Checks what can be checked without the policy as it is.</summary>
    /// <exception cref="ArgumentException">The province or a text is malformed.</exception>
    /// <exception cref="PolicyValidationException">A value is out of range.</exception>
    public static void Validate(OfferPolicyChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        if (change.Province.Value.Length == 0)
        {
            throw new ArgumentException("Name a province.", nameof(change));
        }

        TextRules.RequireAuthor(change.Author, nameof(change));
        TextRules.RequireOptional(change.Reason, TextRules.MaxReasonLength, nameof(change));
        RequireCount(change.MultiplierBasisPoints, 1, OfferRules.BasisPoints, "multiplier", "0.0001 to 1");
        RequireCount(change.MinComps, 0, MaxMinComps, "min_comps", "0 to 100");
        RequireAmount(change.Fees, "fees");
        RequireAmount(change.MinOffer, "min_offer");
        RequireAmount(change.MaxOffer, "max_offer");
        if (change.MaxOffer is { IsPositive: false })
        {
            throw new PolicyValidationException(
                "max_offer", "The highest offer is above zero. Disable the policy to make no offers.");
        }

        RequireOne(change.MinOffer, change.RemoveMinOffer, "min_offer");
        RequireOne(change.MaxOffer, change.RemoveMaxOffer, "max_offer");
    }

    /// <summary>The change that an upsert makes.</summary>
    /// <exception cref="PolicyValidationException">The least offer would be above the highest.</exception>
    public static OperationsPolicyChange Upsert(
        OperationsPolicies current, OfferPolicyChange change, DateTimeOffset now)
    {
        var old = current.OfferPolicies.GetValueOrDefault(change.Province);
        var basis = old ?? new OfferPolicy { Province = change.Province, Version = 0 };
        var changed = basis with
        {
            Enabled = change.Enabled ?? basis.Enabled,
            MultiplierBasisPoints = change.MultiplierBasisPoints ?? basis.MultiplierBasisPoints,
            Fees = change.Fees ?? basis.Fees,
            MinOffer = change.RemoveMinOffer ? null : change.MinOffer ?? basis.MinOffer,
            MaxOffer = change.RemoveMaxOffer ? null : change.MaxOffer ?? basis.MaxOffer,
            MinComps = change.MinComps ?? basis.MinComps,
            Reason = change.Reason,
            ChangedBy = change.Author.Name,
            UpdatedAt = now,
            Version = basis.Version + 1,
        };
        if (changed is { MinOffer: { } least, MaxOffer: { } most } && least > most)
        {
            throw new PolicyValidationException(
                change.MinOffer is null ? "max_offer" : "min_offer",
                $"The least offer, {least}, is not above the highest, {most}. Change both together.");
        }

        return new OperationsPolicyChange
        {
            OfferPolicies = [changed],
            Audit =
            [
                new AuditEntry(
                    AuditAction,
                    change.Province.Value,
                    change.Author,
                    change.Reason,
                    ToJson(old),
                    ToJson(changed),
                    changed.Version),
            ],
        };
    }

    public static string? ToJson(OfferPolicy? policy) => policy is null
        ? null
        : JsonSerializer.Serialize(
            new OfferPolicyAudit(
                policy.Enabled,
                policy.MultiplierBasisPoints,
                policy.Fees.ToDecimal(),
                policy.MinOffer?.ToDecimal(),
                policy.MaxOffer?.ToDecimal(),
                policy.MinComps,
                policy.Reason),
            OfferPolicyJsonContext.Default.OfferPolicyAudit);

    private static void RequireCount(int? count, int min, int max, string field, string range)
    {
        if (count < min || count > max)
        {
            throw new PolicyValidationException(field, $"The value is from {range}.");
        }
    }

    private static void RequireAmount(Money? amount, string field)
    {
        if (amount is { } value && (value.IsNegative || value > Money.FromDecimal(Money.MaxCurrencyUnits)))
        {
            throw new PolicyValidationException(field, "The amount is zero or more and at most 10^12.");
        }
    }

    private static void RequireOne(Money? value, bool remove, string field)
    {
        if (value is not null && remove)
        {
            throw new PolicyValidationException(field, "Either set the bound or remove it, not both.");
        }
    }
}

/// <summary>The part of a policy that audit records show.</summary>
internal sealed record OfferPolicyAudit(
    bool Enabled,
    int MultiplierBasisPoints,
    decimal Fees,
    decimal? MinOffer,
    decimal? MaxOffer,
    int MinComps,
    string? Reason);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(OfferPolicyAudit))]
internal sealed partial class OfferPolicyJsonContext : JsonSerializerContext;
