namespace Valhalla.Governance;

/// <summary>How a policy would have behaved on recorded events.</summary>
/// <param name="Events">How many events were replayed.</param>
/// <param name="Firings">Where it would have fired; it re-arms after each.</param>
public sealed record BacktestResult(int Events, IReadOnlyList<BacktestFiring> Firings)
{
    /// <summary>Where it would have fired; it re-arms after each.</summary>
    public IReadOnlyList<BacktestFiring> Firings
    {
        get;
        init => field = TextList.Of(value);
    } = TextList.Of(Firings);
}
