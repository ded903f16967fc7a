using System.Text.Json;
using System.Text.Json.Serialization;

namespace Valhalla.Governance.Heimdall;

/// <summary>What this feature stores as JSON.</summary>
internal static class HeimdallJson
{
    public static string Write(HeimdallPolicyAudit policy) =>
        JsonSerializer.Serialize(policy, HeimdallJsonContext.Default.HeimdallPolicyAudit);

    public static string Write(HeimdallCardJson card) =>
        JsonSerializer.Serialize(card, HeimdallJsonContext.Default.HeimdallCardJson);

    public static string Write(HeimdallAnswerJson answer) =>
        JsonSerializer.Serialize(answer, HeimdallJsonContext.Default.HeimdallAnswerJson);

    public static HeimdallAnswerJson ReadAnswer(string json) =>
        JsonSerializer.Deserialize(json, HeimdallJsonContext.Default.HeimdallAnswerJson)!;
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
    string? PromotedModelVersion,
    string? Reason)
{
    public static HeimdallPolicyAudit Of(HeimdallPolicy policy) => new(
        policy.MinConfidenceProd,
        policy.MinSandboxTrials,
        policy.MinSandboxSuccessRate,
        policy.ProdUseEnabled,
        policy.WindowDays,
        policy.MaxCalibrationError,
        policy.OutcomeDeadlineHours,
        policy.PromotedModelVersion,
        policy.Reason);
}

/// <summary>A scorecard in the answer to a key and in the event of a promotion.</summary>
internal sealed record HeimdallCardJson(
    string Domain,
    string? ModelVersion,
    DateOnly FromDay,
    DateOnly ToDay,
    int Trials,
    int Successes,
    int Overdue,
    double? SuccessRate,
    double? SuccessRateLowerBound,
    double? MeanConfidence,
    double? BrierScore,
    double? CalibrationError,
    IReadOnlyList<CalibrationBin> Bins)
{
    public static HeimdallCardJson Of(HeimdallScorecard card) => new(
        card.Domain.Value,
        card.ModelVersion,
        card.FromDay,
        card.ToDay,
        card.Trials,
        card.Successes,
        card.Overdue,
        card.SuccessRate,
        card.SuccessRateLowerBound,
        card.MeanConfidence,
        card.BrierScore,
        card.CalibrationError,
        card.Bins);

    public HeimdallScorecard ToScorecard() => new()
    {
        Domain = new DomainName(Domain),
        ModelVersion = ModelVersion,
        FromDay = FromDay,
        ToDay = ToDay,
        Trials = Trials,
        Successes = Successes,
        Overdue = Overdue,
        SuccessRate = SuccessRate,
        SuccessRateLowerBound = SuccessRateLowerBound,
        MeanConfidence = MeanConfidence,
        BrierScore = BrierScore,
        CalibrationError = CalibrationError,
        Bins = Bins,
    };
}

/// <summary>The answer to a recommendation as it is stored for its idempotency key.</summary>
internal sealed record HeimdallAnswerJson(long Id, IReadOnlyList<string> Reasons, HeimdallCardJson? Scorecard)
{
    public static HeimdallAnswerJson Of(RecommendResult result) => new(
        result.RecommendationId,
        [.. result.Reasons.Select(WireNames.Of)],
        result.Scorecard is { } card ? HeimdallCardJson.Of(card) : null);

    public RecommendResult ToResult(IdempotencyStatus status)
    {
        var reasons = Reasons
            .Select(name => WireNames.TryRead<HeimdallReason>(name, out var reason)
                ? reason
                : throw new FormatException($"A stored answer names an unknown reason '{name}'."))
            .ToArray();
        return new RecommendResult(Id, reasons.Length == 0, reasons, Scorecard?.ToScorecard(), status);
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(HeimdallPolicyAudit))]
[JsonSerializable(typeof(HeimdallCardJson))]
[JsonSerializable(typeof(HeimdallAnswerJson))]
internal sealed partial class HeimdallJsonContext : JsonSerializerContext;
