namespace Valhalla.Governance.Ramp;

/// <summary>What was observed at a step.</summary>
/// <param name="Events">How many observations there are.</param>
/// <param name="LiveUnits">How many different units were decided live, among the newest observations.</param>
/// <param name="ShadowUnits">How many different units were decided in shadow, among the newest observations.</param>
/// <param name="FirstAt">When the first was recorded, UTC; null without one.</param>
internal sealed record RampSample(long Events, long LiveUnits, long ShadowUnits, DateTimeOffset? FirstAt)
{
    public static RampSample Empty { get; } = new(0, 0, 0, null);
}
