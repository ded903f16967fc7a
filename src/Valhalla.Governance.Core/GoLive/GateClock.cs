using Valhalla.Governance.Control;

namespace Valhalla.Governance.GoLive;

/// <summary>
/// Tells whether a snapshot is young enough to be trusted. A struct, so that a check follows no reference.
/// </summary>
internal readonly struct GateClock(TimeProvider time, TimeSpan maxStaleness)
{
    private readonly CoarseClock _clock = new(time);
    private readonly long _freshFor = new CoarseClock(time).UnitsWithin(maxStaleness);

    public bool IsFresh(ControlState.Confirmed latest) => _clock.Now - latest.CoarseConfirmedAt <= _freshFor;
}
