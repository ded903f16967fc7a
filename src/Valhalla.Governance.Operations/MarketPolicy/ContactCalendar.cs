using NodaTime;

namespace Valhalla.Governance.Operations.MarketPolicies;

/// <summary>
/// When people may be contacted whose time zone is one of several: the instants at which it is allowed in all of them.
/// The opening minute is inside, the closing minute is outside.
/// </summary>
/// <remarks>
/// Local time decides, whatever the clocks do: an hour that is skipped is nobody's, one that comes twice counts twice.
/// Immutable, safe to share between threads.
/// </remarks>
internal sealed class ContactCalendar
{
    /// <summary>
    /// How far <see cref="NextOpen(Instant)"/> looks: more than a year, so that every weekday and holiday comes by.
    /// </summary>
    public static readonly Duration Horizon = Duration.FromDays(400);

    private readonly ZoneCalendar[] _zones;

    /// <param name="zones">The zones, at least one.</param>
    /// <param name="windows">The windows, in local time of each zone.</param>
    /// <param name="isClosed">Whether a local day is closed altogether.</param>
    public ContactCalendar(
        IReadOnlyList<DateTimeZone> zones, ContactWindows windows, Func<LocalDate, bool> isClosed)
    {
        ArgumentOutOfRangeException.ThrowIfZero(zones.Count);
        Zones = zones;
        Windows = windows;
        _zones = [.. zones.Select(zone => new ZoneCalendar(zone, windows, isClosed))];
    }

    public IReadOnlyList<DateTimeZone> Zones { get; }

    public ContactWindows Windows { get; }

    /// <summary>Whether it is allowed at this instant in all zones.</summary>
    public bool IsOpen(Instant instant) => Array.TrueForAll(_zones, zone => zone.IsOpen(instant));

    /// <summary>Whether the day is a closed one in any of the zones at this instant.</summary>
    public bool IsClosedDay(Instant instant) => Array.Exists(_zones, zone => zone.IsClosedDay(instant));

    /// <summary>The first instant, not before this one, at which it is allowed in all zones.</summary>
    /// <returns>Null when there is none within <see cref="Horizon"/>.</returns>
    public Instant? NextOpen(Instant from) => NextOpen(from, from + Horizon);

    /// <summary>How long it is allowed between two instants; zero when the second is not after the first.</summary>
    public Duration OpenTimeBetween(Instant start, Instant end)
    {
        var open = Duration.Zero;
        for (var at = start; at < end && NextOpen(at, end) is { } opens;)
        {
            at = end;
            foreach (var zone in _zones)
            {
                at = Instant.Min(at, zone.Closes(opens, end));
            }

            open += at - opens;
        }

        return open;
    }

    /// <summary>The same within a horizon, which is itself outside.</summary>
    private Instant? NextOpen(Instant from, Instant until)
    {
        // No zone is open before the latest of their next openings, so each round starts there.
        for (var at = from; at < until;)
        {
            var latest = at;
            foreach (var zone in _zones)
            {
                latest = Instant.Max(latest, zone.NextOpen(latest, until));
            }

            if (latest == at)
            {
                return at;
            }

            at = latest;
        }

        return null;
    }
}
