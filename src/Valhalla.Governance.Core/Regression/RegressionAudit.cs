using System.Text.Json;
using System.Text.Json.Serialization;

namespace Valhalla.Governance.Regression;

/// <summary>Rows as the audit records of this feature show them.</summary>
internal static class RegressionAudit
{
    public static string? ToJson(RegressionPolicy? policy) => policy is null
        ? null
        : JsonSerializer.Serialize(
            new RegressionPolicyAudit(
                policy.Enabled,
                policy.WindowEvents,
                policy.BaselineEvents,
                policy.MaxDrop,
                WireNames.CapitalsOf(policy.Action),
                WireNames.CapitalsOf(policy.Kind),
                WireNames.CapitalsOf(policy.Direction),
                WireNames.CapitalsOf(policy.Evidence)),
            RegressionJsonContext.Default.RegressionPolicyAudit);

    public static string? ToJson(RegressionState? state) => state is null or { Version: 0 }
        ? null
        : JsonSerializer.Serialize(
            new RegressionStateAudit(
                WireNames.Of(state.Verdict),
                state.Triggered,
                state.Baseline,
                state.Current,
                state.Drop,
                state.EvidenceValue,
                state.ArmedAfterId,
                state.BaselineVersion),
            RegressionJsonContext.Default.RegressionStateAudit);

    /// <summary>A state as a record keeps it; null where the record tells of something else.</summary>
    public static RegressionStateAudit? ReadState(string json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, RegressionJsonContext.Default.RegressionStateAudit)
                is { Verdict: not null } state ? state : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static string ToJson(HeimdallPolicy policy) => JsonSerializer.Serialize(
        new RegressionHeimdallAudit(policy.ProdUseEnabled, policy.PromotedModelVersion),
        RegressionJsonContext.Default.RegressionHeimdallAudit);

    /// <summary>What goes into the detail of the KPI event of a firing.</summary>
    public static string DetailOf(RegressionPolicy policy, RegressionState state) => JsonSerializer.Serialize(
        new RegressionFiringDetail(
            policy.Series.Metric.Value,
            WireNames.CapitalsOf(policy.Action),
            state.Baseline,
            state.Current,
            state.Drop,
            state.EvidenceValue),
        RegressionJsonContext.Default.RegressionFiringDetail);
}

internal sealed record RegressionPolicyAudit(
    bool Enabled,
    int WindowEvents,
    int BaselineEvents,
    double MaxDrop,
    string Action,
    string Kind,
    string Direction,
    string Evidence);

internal sealed record RegressionStateAudit(
    string Verdict,
    bool Triggered,
    double? Baseline,
    double? Current,
    double Drop,
    double? EvidenceValue,
    long ArmedAfterId,
    int BaselineVersion);

internal sealed record RegressionHeimdallAudit(bool ProdUseEnabled, string? PromotedModelVersion);

internal sealed record RegressionFiringDetail(
    string Metric, string Action, double? Baseline, double? Current, double Drop, double? EvidenceValue);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(RegressionPolicyAudit))]
[JsonSerializable(typeof(RegressionStateAudit))]
[JsonSerializable(typeof(RegressionHeimdallAudit))]
[JsonSerializable(typeof(RegressionFiringDetail))]
internal sealed partial class RegressionJsonContext : JsonSerializerContext;
