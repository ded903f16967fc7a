using System.Globalization;
using NodaTime;

namespace Valhalla.Governance.Operations.Tests.MarketPolicies;

/// <summary>
/// The rule said once more and differently: what a clock on the wall shows at an instant, compared as text with the
/// hours of the day.
/// </summary>
internal static class NaiveCalendar
{
    /// <summary>
    /// Statutory holidays of British Columbia, 2024 to 2035, as published for those years, or by counting Mondays in a
    /// calendar; Good Friday from the tables of Easter Sunday.
    /// </summary>
    private static readonly HashSet<string> EasterSundays =
    [
        "2024-03-31", "2025-04-20", "2026-04-05", "2027-03-28", "2028-04-16", "2029-04-01",
        "2030-04-21", "2031-04-13", "2032-03-28", "2033-04-17", "2034-04-09", "2035-03-25",
    ];

    public static bool IsInsideCallingHours(DateTimeZone zone, Instant instant)
    {
        var clock = ClockOf(zone, instant);
        var time = clock.ToString("HH:mm:ss.fffffff", CultureInfo.InvariantCulture);
        var (opens, closes) = clock.DayOfWeek is DayOfWeek.Saturday or DayOfWeek.Sunday
            ? ("10:00:00.0000000", "18:00:00.0000000")
            : ("09:00:00.0000000", "21:30:00.0000000");
        return string.CompareOrdinal(time, opens) >= 0 && string.CompareOrdinal(time, closes) < 0;
    }

    public static bool IsHolidayOfBritishColumbia(DateTimeZone zone, Instant instant) =>
        IsHolidayOfBritishColumbia(DateOnly.FromDateTime(ClockOf(zone, instant)));

    public static bool IsHolidayOfBritishColumbia(DateOnly day)
    {
        string[] fixedDays = ["01-01", "07-01", "09-30", "11-11", "12-25"];
        return fixedDays.Contains(day.ToString("MM-dd", CultureInfo.InvariantCulture))
            || (day is { Month: 7, Day: 2, DayOfWeek: DayOfWeek.Monday })
            || EasterSundays.Contains(day.AddDays(2).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))
            || (day.DayOfWeek == DayOfWeek.Monday && IsMondayHoliday(day));
    }

    private static bool IsMondayHoliday(DateOnly monday)
    {
        var mondaysSoFar = 0;
        for (var day = new DateOnly(monday.Year, monday.Month, 1); day <= monday; day = day.AddDays(1))
        {
            mondaysSoFar += day.DayOfWeek == DayOfWeek.Monday ? 1 : 0;
        }

        return monday.Month switch
        {
            2 => mondaysSoFar == 3,
            5 => monday.AddDays(7) >= new DateOnly(monday.Year, 5, 25) && monday < new DateOnly(monday.Year, 5, 25),
            8 or 9 => mondaysSoFar == 1,
            10 => mondaysSoFar == 2,
            _ => false,
        };
    }

    private static DateTime ClockOf(DateTimeZone zone, Instant instant) =>
        instant.ToDateTimeUtc() + zone.GetUtcOffset(instant).ToTimeSpan();
}
