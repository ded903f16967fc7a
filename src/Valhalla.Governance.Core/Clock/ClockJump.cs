namespace Valhalla.Governance.Clock;

/// <summary>A jump of the store's clock against a monotonic one.</summary>
/// <param name="Expected">What it would have shown.</param>
/// <param name="Shown">What it showed.</param>
internal sealed record ClockJump(DateTimeOffset Expected, DateTimeOffset Shown)
{
    public bool IsAhead => Shown > Expected;
}
