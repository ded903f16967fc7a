using NodaTime;
using NodaTime.Extensions;
using NodaTime.TimeZones;

namespace Valhalla.Governance.Operations.MarketPolicies;

/// <summary>
/// The windows of one time zone as instants. Works through stretches of constant offset, within which local time runs
/// as instants do: so it agrees with the local time of every instant, gaps and overlaps included.
/// </summary>
internal sealed class ZoneCalendar(DateTimeZone zone, ContactWindows windows, Func<LocalDate, bool> isClosed)
{
    private const long NanosecondsPerMinute = NodaConstants.NanosecondsPerMinute;

    public bool IsOpen(Instant instant)
    {
        var local = instant.InZone(zone).LocalDateTime;
        var time = local.TimeOfDay.NanosecondOfDay;
        foreach (var window in WindowsOf(local.Date))
        {
            if (time >= window.OpensAtMinute * NanosecondsPerMinute
                && time < window.ClosesAtMinute * NanosecondsPerMinute)
            {
                return true;
            }
        }

        return false;
    }

    public bool IsClosedDay(Instant instant) => isClosed(instant.InZone(zone).Date);

    /// <summary>The first open instant from here on, or <paramref name="until"/> when none is before it.</summary>
    public Instant NextOpen(Instant from, Instant until)
    {
        for (var at = from; at < until;)
        {
            var stretch = zone.GetZoneInterval(at);
            var date = LocalAt(at, stretch).Date;
            if (NextOpenOn(date, at, stretch) is { } opens)
            {
                return Instant.Min(opens, until);
            }

            at = EndOf(date, stretch);
        }

        return until;
    }

    /// <summary>
    /// When the open time that holds this instant ends, or <paramref name="until"/> when that is first.
    /// </summary>
    /// <param name="open">An open instant.</param>
    /// <param name="until">Where to stop.</param>
    public Instant Closes(Instant open, Instant until)
    {
        var at = open;
        while (at < until)
        {
            var stretch = zone.GetZoneInterval(at);
            var date = LocalAt(at, stretch).Date;
            var closes = at;
            foreach (var window in WindowsOf(date))
            {
                if (InstantOf(date, window.OpensAtMinute, stretch) <= at)
                {
                    closes = Instant.Max(closes, InstantOf(date, window.ClosesAtMinute, stretch));
                }
            }

            if (closes == at)
            {
                return at;
            }

            // The next stretch or day may go on being open.
            at = EndsBefore(stretch, closes) ? stretch.End : closes;
        }

        return until;
    }

    /// <summary>The first open instant from here on of the same day and stretch.</summary>
    private Instant? NextOpenOn(LocalDate date, Instant from, ZoneInterval stretch)
    {
        foreach (var window in WindowsOf(date))
        {
            if (InstantOf(date, window.ClosesAtMinute, stretch) > from)
            {
                var opens = Instant.Max(from, InstantOf(date, window.OpensAtMinute, stretch));
                return EndsBefore(stretch, opens) ? null : opens;
            }
        }

        return null;
    }

    private IReadOnlyList<ContactWindow> WindowsOf(LocalDate date) =>
        isClosed(date) ? [] : windows.On(date.DayOfWeek.ToDayOfWeek());

    private static LocalDateTime LocalAt(Instant instant, ZoneInterval stretch) =>
        instant.WithOffset(stretch.WallOffset).LocalDateTime;

    private static Instant InstantOf(LocalDate date, int minute, ZoneInterval stretch) =>
        (date.AtMidnight() + Period.FromMinutes(minute)).WithOffset(stretch.WallOffset).ToInstant();

    private static Instant EndOf(LocalDate date, ZoneInterval stretch)
    {
        var midnight = InstantOf(date.PlusDays(1), 0, stretch);
        return EndsBefore(stretch, midnight) ? stretch.End : midnight;
    }

    private static bool EndsBefore(ZoneInterval stretch, Instant instant) => stretch.HasEnd && stretch.End <= instant;
}
