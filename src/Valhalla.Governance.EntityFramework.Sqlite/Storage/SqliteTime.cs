using System.Globalization;

namespace Valhalla.Governance.EntityFramework.Sqlite;

/// <summary>Times and days as text that sorts, and that SQLite's own <c>datetime()</c> compares with.</summary>
internal static class SqliteTime
{
    public const string Format = "yyyy-MM-dd HH:mm:ss.ffffff";
    public const string DayFormat = "yyyy-MM-dd";

    public static string Write(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString(Format, CultureInfo.InvariantCulture);

    public static DateTimeOffset Read(string text) => DateTimeOffset.ParseExact(
        text, Format, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);

    public static DateOnly ReadDay(string text) =>
        DateOnly.ParseExact(text, DayFormat, CultureInfo.InvariantCulture);
}
