namespace Valhalla.Governance;

/// <summary>Where the ramp stands, and what stands against the next step. Immutable.</summary>
public sealed record RampStatus
{
    /// <summary>The influence.</summary>
    public required InfluenceState Influence { get; init; }

    /// <summary>The next step in basis points; null at the last one.</summary>
    public required int? NextBasisPoints { get; init; }

    /// <summary>How many observations the present step has.</summary>
    public required long Events { get; init; }

    /// <summary>Since when the influence has been at this step, UTC; null before anything was observed.</summary>
    public required DateTimeOffset? DwellsSince { get; init; }

    /// <summary>What stands against the next step; empty when it can be taken.</summary>
    public required IReadOnlyList<RampHold> Holds
    {
        get;
        init => field = TextList.Of(value);
    }

    /// <summary>What the rollback triggers see.</summary>
    public required IReadOnlyList<RampGuardReading> Guards
    {
        get;
        init => field = TextList.Of(value);
    }

    /// <summary>Whether the observed units stand in the ratio asked for.</summary>
    public required SampleRatio SampleRatio { get; init; }
}
