namespace Valhalla.Governance.AspNetCore.Ramp;

/// <summary>Domain values of the influence ramp in the shapes of the wire.</summary>
internal static class RampShapes
{
    private const decimal BasisPointsPerPercent = 100;

    public static RampStatusBody Of(RampStatus status) => new()
    {
        InfluenceBps = status.Influence.BasisPoints,
        InfluencePercent = PercentOf(status.Influence.BasisPoints),
        Step = status.Influence.Step,
        StepSince = status.DwellsSince,
        StepEvents = status.Events,
        DecisionId = status.Influence.DecisionId,
        DecisionExpiresAt = status.Influence.DecisionExpiresAt,
        NextStepPercent = status.NextBasisPoints is { } next ? PercentOf(next) : null,
        CanStep = status.Holds.Count == 0,
        Holds = [.. status.Holds.Select(hold => new RampHoldBody { Code = hold.Code, Detail = hold.Detail })],
        Guards = [.. status.Guards.Select(Of)],
        SampleRatio = Of(status.SampleRatio),
        LastRollback = status.Influence.LastRollback is { } rollback
            ? new RampRollbackBody
            {
                At = rollback.At,
                Trigger = rollback.Trigger,
                FromBps = rollback.FromBasisPoints,
            }
            : null,
    };

    public static InfluenceAnswer Of(RampChangeResult result, string? note) => new()
    {
        Ok = result.Ok,
        Changed = result.Status == RampChangeStatus.Changed,
        InfluenceBps = result.Influence.BasisPoints,
        InfluencePercent = PercentOf(result.Influence.BasisPoints),
        Step = result.Influence.Step,
        DecisionId = result.Influence.DecisionId,
        Note = note,
    };

    public static RampComparisonBody Of(RampComparison comparison) => new()
    {
        Step = comparison.Step,
        Events = comparison.Events,
        Compared = comparison.Compared,
        Agreed = comparison.Agreed,
        AgreementRate = comparison.AgreementRate,
        Valued = comparison.Valued,
        IncumbentMean = comparison.IncumbentMean,
        CandidateMean = comparison.CandidateMean,
    };

    private static decimal PercentOf(int basisPoints) => basisPoints / BasisPointsPerPercent;

    private static RampGuardBody Of(RampGuardReading reading) => new()
    {
        Id = reading.Trigger.Id,
        Title = reading.Trigger.Title,
        Signal = reading.Trigger.Signal.Value,
        Status = WireNames.CapitalsOf(reading.Status),
        Value = reading.Evidence?.Value.Text,
        Threshold = $"{WireNames.Of(reading.Trigger.Comparison)} {reading.Trigger.Threshold}",
        HoldThreshold = reading.Trigger.HoldThreshold is { } hold
            ? $"{WireNames.Of(reading.Trigger.Comparison)} {hold}"
            : null,
        ObservedAt = reading.Evidence?.ObservedAt,
        MaxAgeSeconds = reading.Trigger.MaxAge.TotalSeconds,
        Detail = reading.Detail,
    };

    private static SampleRatioBody Of(SampleRatio ratio) => new()
    {
        LiveUnits = ratio.LiveUnits,
        ShadowUnits = ratio.ShadowUnits,
        ExpectedLiveShare = ratio.ExpectedLiveShare,
        ChiSquare = ratio.ChiSquare,
        PValue = ratio.PValue,
    };
}
