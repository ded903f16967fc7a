using System.Text.Json;
using System.Text.Json.Serialization;
using Valhalla.Governance.Audit;
using Valhalla.Governance.Operations.Policies;

namespace Valhalla.Governance.Operations.MarketPolicies;

/// <summary>Which policy is in effect where, and how one is changed. Pure.</summary>
internal static class MarketPolicyRules
{
    public const string UpsertAction = "market_policy.upsert";

    /// <summary>The policy of a market, else of its province.</summary>
    public static MarketPolicy Effective(OperationsPolicies current, ProvinceCode province, MarketName? market) =>
        market is { } name && current.MarketPolicies.TryGetValue(new MarketKey(province, name), out var policy)
            ? policy
            : current.MarketPolicies[new MarketKey(province, null)];

    /// <summary>The zone of the policy's market, or every zone of its province, the principal one first.</summary>
    public static IReadOnlyList<string> ZonesOf(MarketPolicy policy) =>
        policy.TimeZone is { } zone ? [zone] : ProvinceZones.Of(policy.Province);

    /// <summary>What stands against a contact before its time is looked at; null for nothing.</summary>
    public static ContactStatus? Refuse(MarketPolicy policy, ContactRequest request) =>
        !policy.Enabled ? ContactStatus.PolicyDisabled
        : !policy.Channels.Contains(request.Channel) ? ContactStatus.ChannelNotAllowed
        : (request.LeadScore ?? 0) < policy.MinLeadScore ? ContactStatus.LeadScoreBelowMinimum
        : null;

    /// <summary>Checks what can be checked without the policy as it is.</summary>
    /// <exception cref="ArgumentException">The province, the author or a text is malformed.</exception>
    /// <exception cref="PolicyValidationException">A value is out of range, or some make no sense together.</exception>
    public static void Validate(MarketPolicyChange change)
    {
        ArgumentNullException.ThrowIfNull(change);
        Require(change.Province, nameof(change));
        TextRules.RequireAuthor(change.Author, nameof(change));
        TextRules.RequireOptional(change.Reason, TextRules.MaxReasonLength, nameof(change));
        if (change.MinLeadScore is < 0 or > 100)
        {
            throw new PolicyValidationException("min_lead_score", "The value is from 0 to 100.");
        }

        if (change.Channels is { Count: 0 })
        {
            throw new PolicyValidationException(
                "channels", "Name at least one channel; to stop all contact, set enabled to false.");
        }

        if (change.Windows is { } windows)
        {
            RequireWithinCallingHours(windows);
        }

        ValidateZone(change);
    }

    /// <exception cref="ArgumentException">The province is the default value.</exception>
    public static void Require(ProvinceCode province, string name)
    {
        if (province.Value.Length == 0)
        {
            throw new ArgumentException(ProvinceCode.Remedy, name);
        }
    }

    /// <summary>The change that an upsert makes.</summary>
    public static OperationsPolicyChange Upsert(
        OperationsPolicies current, MarketPolicyChange change, DateTimeOffset now)
    {
        var old = current.MarketPolicies.GetValueOrDefault(new MarketKey(change.Province, change.Market));

        // A new market starts from its province: it must not be wider than that unless somebody says so.
        var basis = old ?? Effective(current, change.Province, null) with { Version = 0 };
        var changed = basis with
        {
            Market = change.Market,
            Enabled = change.Enabled ?? basis.Enabled,
            Windows = change.Windows ?? basis.Windows,
            Channels = change.Channels is { } channels ? [.. channels.Distinct().Order()] : basis.Channels,
            MinLeadScore = change.MinLeadScore ?? basis.MinLeadScore,
            TimeZone = change.RemoveTimeZone ? null : change.TimeZone ?? basis.TimeZone,
            Reason = change.Reason,
            ChangedBy = change.Author.Name,
            UpdatedAt = now,
            Version = basis.Version + 1,
        };
        var entry = new AuditEntry(
            UpsertAction,
            changed.Key.ToString(),
            change.Author,
            change.Reason,
            ToJson(old),
            ToJson(changed),
            changed.Version);
        return new OperationsPolicyChange { MarketPolicies = [changed], Audit = [entry] };
    }

    private static void RequireWithinCallingHours(ContactWindows windows)
    {
        var days = Enum.GetValues<DayOfWeek>();
        if (Array.TrueForAll(days, day => windows.On(day).Count == 0))
        {
            throw new PolicyValidationException(
                "windows", "Give at least one window in the week; to stop all contact, set enabled to false.");
        }

        foreach (var day in days)
        {
            if (!windows.On(day).All(window => ContactWindows.CallingHours.On(day).Any(hours =>
                hours.OpensAtMinute <= window.OpensAtMinute && window.ClosesAtMinute <= hours.ClosesAtMinute)))
            {
                throw new PolicyValidationException(
                    "windows",
                    $"The windows of {day} are wider than the calling hours of the CRTC allow: "
                    + $"{ContactWindows.CallingHours}. A policy narrows them.");
            }
        }
    }

    private static void ValidateZone(MarketPolicyChange change)
    {
        if (change.TimeZone is not { } zone)
        {
            return;
        }

        if (change.RemoveTimeZone)
        {
            throw new PolicyValidationException("time_zone", "Either set the time zone or remove it, not both.");
        }

        if (change.Market is null)
        {
            throw new PolicyValidationException(
                "time_zone", "Only a market has a time zone of its own; a province has all of its zones.");
        }

        var zones = ProvinceZones.Of(change.Province);
        if (!zones.Contains(zone, StringComparer.Ordinal))
        {
            throw new PolicyValidationException(
                "time_zone", $"The time zones of {change.Province} are {string.Join(", ", zones)}.");
        }
    }

    public static string? ToJson(MarketPolicy? policy) => policy is null
        ? null
        : JsonSerializer.Serialize(
            new MarketPolicyAudit(
                policy.Enabled,
                policy.Windows.ToString(),
                [.. policy.Channels.Select(WireNames.CapitalsOf)],
                policy.MinLeadScore,
                policy.TimeZone),
            MarketPolicyJsonContext.Default.MarketPolicyAudit);
}

/// <summary>The part of a policy that audit records show.</summary>
internal sealed record MarketPolicyAudit(
    bool Enabled, string Windows, string[] Channels, int MinLeadScore, string? TimeZone);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(MarketPolicyAudit))]
internal sealed partial class MarketPolicyJsonContext : JsonSerializerContext;
