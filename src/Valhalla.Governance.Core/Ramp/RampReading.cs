namespace Valhalla.Governance.Ramp;

/// <summary>Everything a step up is decided on.</summary>
/// <param name="Influence">The influence row.</param>
/// <param name="Gate">The gate row.</param>
/// <param name="IsEnforced">Whether go-live is enforced here.</param>
/// <param name="Sample">What was observed at the step.</param>
/// <param name="Guards">What the rollback triggers see.</param>
internal sealed record RampReading(
    InfluenceState Influence,
    GoLiveState Gate,
    bool IsEnforced,
    RampSample Sample,
    IReadOnlyList<RampGuardReading> Guards)
{
    public SampleRatio Ratio => SampleRatioTest.Judge(Sample.LiveUnits, Sample.ShadowUnits, Influence.BasisPoints);

    /// <summary>Since when the influence has been at its step; null before anything was observed.</summary>
    public DateTimeOffset? DwellsSince => Influence.SteppedAt ?? Sample.FirstAt;
}
