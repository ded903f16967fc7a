using NodaTime;

namespace Valhalla.Governance.Operations.MarketPolicies;

/// <summary>
/// The days on which the law of a province forbids telemarketing. Only British Columbia has such days: its statutory
/// holidays. Source: Consumer Protection BC on licensed telemarketers; Employment Standards Act of British Columbia,
/// section 1, and Canada's Holidays Act, section 2.
/// </summary>
internal static class StatutoryHolidays
{
    private static readonly ProvinceCode BritishColumbia = new("BC");

    /// <summary>Whether nobody may be contacted on a day.</summary>
    /// <param name="province">Where the recipient is.</param>
    /// <param name="date">The day, in the recipient's local time.</param>
    public static bool IsClosed(ProvinceCode province, LocalDate date) =>
        province == BritishColumbia && IsHolidayOfBritishColumbia(date);

    private static bool IsHolidayOfBritishColumbia(LocalDate date) => date.Month switch
    {
        // New Year's Day.
        1 => date.Day == 1,

        // Family Day.
        2 => IsNth(date, IsoDayOfWeek.Monday, 3),

        // Good Friday is in March or April.
        3 or 4 => date == GoodFriday(date.Year),

        // Victoria Day, the Monday before 25 May.
        5 => date.DayOfWeek == IsoDayOfWeek.Monday && date.Day is >= 18 and <= 24,

        // Canada Day. The federal day moves to 2 July when the first is a Sunday, the provincial one does not: both are
        // closed then.
        7 => date.Day == 1 || (date.Day == 2 && date.DayOfWeek == IsoDayOfWeek.Monday),

        // British Columbia Day.
        8 => IsNth(date, IsoDayOfWeek.Monday, 1),

        // Labour Day; National Day for Truth and Reconciliation.
        9 => IsNth(date, IsoDayOfWeek.Monday, 1) || date.Day == 30,

        // Thanksgiving Day.
        10 => IsNth(date, IsoDayOfWeek.Monday, 2),

        // Remembrance Day.
        11 => date.Day == 11,

        // Christmas Day.
        12 => date.Day == 25,
        _ => false,
    };

    private static bool IsNth(LocalDate date, IsoDayOfWeek day, int occurrence) =>
        date.DayOfWeek == day && (date.Day + 6) / 7 == occurrence;

    /// <summary>Two days before Easter Sunday, by the anonymous Gregorian algorithm (Meeus, Jones, Butcher).</summary>
    private static LocalDate GoodFriday(int year)
    {
        var a = year % 19;
        var (b, c) = Math.DivRem(year, 100);
        var (d, e) = Math.DivRem(b, 4);
        var g = ((8 * b) + 13) / 25;
        var h = ((19 * a) + b - d - g + 15) % 30;
        var (i, k) = Math.DivRem(c, 4);
        var l = (32 + (2 * e) + (2 * i) - h - k) % 7;
        var m = (a + (11 * h) + (22 * l)) / 451;
        var (month, day) = Math.DivRem(h + l - (7 * m) + 114, 31);
        return new LocalDate(year, month, day + 1).PlusDays(-2);
    }
}
