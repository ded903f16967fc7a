namespace Valhalla.Governance.AspNetCore.Heimdall;

/// <summary>Domain values of the Heimdall charter in the shapes of the wire.</summary>
internal static class HeimdallShapes
{
    public static HeimdallPolicyBody Of(HeimdallPolicy policy) => new()
    {
        Domain = policy.Domain.Value,
        MinConfidenceProd = policy.MinConfidenceProd,
        MinSandboxTrials = policy.MinSandboxTrials,
        MinSandboxSuccessRate = policy.MinSandboxSuccessRate,
        ProdUseEnabled = policy.ProdUseEnabled,
        WindowDays = policy.WindowDays,
        MaxCalibrationError = policy.MaxCalibrationError,
        OutcomeDeadlineHours = policy.OutcomeDeadlineHours,
        PromotedModelVersion = policy.PromotedModelVersion,
        Reason = policy.Reason,
        ChangedBy = policy.ChangedBy,
        UpdatedAt = policy.UpdatedAt,
        Version = policy.Version,
    };

    public static ScorecardBody Of(HeimdallScorecard card) => new()
    {
        Domain = card.Domain.Value,
        ModelVersion = card.ModelVersion,
        FromDay = card.FromDay,
        ToDay = card.ToDay,
        Trials = card.Trials,
        Successes = card.Successes,
        Overdue = card.Overdue,
        SuccessRate = Shown(card.SuccessRate),
        SuccessRateLowerBound = Shown(card.SuccessRateLowerBound),
        MeanConfidence = Shown(card.MeanConfidence),
        BrierScore = Shown(card.BrierScore),
        CalibrationError = Shown(card.CalibrationError),
    };

    public static CalibrationBody CalibrationOf(HeimdallScorecard card) => new()
    {
        Domain = card.Domain.Value,
        ModelVersion = card.ModelVersion,
        FromDay = card.FromDay,
        ToDay = card.ToDay,
        Trials = card.Trials,
        BrierScore = Shown(card.BrierScore),
        CalibrationError = Shown(card.CalibrationError),
        Bins = [.. card.Bins.Select(Of)],
    };

    public static HeimdallDomainBody Of(HeimdallSnapshot snapshot) => new()
    {
        Domain = snapshot.Policy.Domain.Value,
        ProdUseEnabled = snapshot.Policy.ProdUseEnabled,
        Policy = Of(snapshot.Policy),
        Scorecard = Of(snapshot.Scorecard),
        PromotionBlockers = Names(snapshot.PromotionBlockers),
    };

    public static RecommendAnswer Of(RecommendResult result) => new()
    {
        Ok = result.ProdEligible,
        Id = result.RecommendationId,
        ProdEligible = result.ProdEligible,
        Reason = result.Reasons.Count == 0 ? null : WireNames.Of(result.Reasons[0]),
        Reasons = Names(result.Reasons),
        Scorecard = result.Scorecard is { } card ? Of(card) : null,
        IdempotentReplay = result.Idempotency == IdempotencyStatus.Replayed,
    };

    public static string[] Names(IReadOnlyList<HeimdallReason> reasons) => [.. reasons.Select(WireNames.Of)];

    private static CalibrationBinBody Of(CalibrationBin bin) => new()
    {
        Lower = bin.Lower,
        Upper = bin.Upper,
        Trials = bin.Trials,
        Successes = bin.Successes,
        SuccessRate = bin.Trials == 0 ? null : Shown((double)bin.Successes / bin.Trials),
        MeanConfidence = Shown(bin.MeanConfidence),
    };

    // Enough for any reader; hides the last bits of a division, which differ from platform to platform.
    private static double? Shown(double? figure) => figure is { } value ? Math.Round(value, 6) : null;
}
