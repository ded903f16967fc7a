namespace Valhalla.Governance.Heimdall;

/// <summary>A scorecard inside a stored answer: the same figures, with the domain as text.</summary>
internal sealed record StoredScorecard(
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
    public static StoredScorecard? Of(HeimdallScorecard? card) => card is null ? null : new StoredScorecard(
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
