namespace Valhalla.Governance.Regression;

/// <summary>Where a <see cref="SampleWindow"/> stood.</summary>
internal readonly record struct WindowMark(SampleSums First, SampleSums Baseline, SampleSums Frozen, long InRing);
