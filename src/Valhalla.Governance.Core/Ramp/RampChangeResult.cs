namespace Valhalla.Governance;

/// <summary>The outcome of a request to change the influence.</summary>
/// <param name="Status">What became of it.</param>
/// <param name="Influence">The influence after it.</param>
/// <param name="Holds">What stands against it; empty unless it is held.</param>
public sealed record RampChangeResult(
    RampChangeStatus Status, InfluenceState Influence, IReadOnlyList<RampHold> Holds)
{
    /// <summary>What stands against it; empty unless it is held.</summary>
    public IReadOnlyList<RampHold> Holds
    {
        get;
        init => field = TextList.Of(value);
    } = TextList.Of(Holds);

    /// <summary>Whether the influence is now as asked for.</summary>
    public bool Ok => Status is RampChangeStatus.Changed or RampChangeStatus.Unchanged;
}
