using NodaTime.TimeZones;
using NodaTime.Utility;

namespace Valhalla.Governance.Operations.MarketPolicies;

/// <summary>Reads time-zone data from a file.</summary>
internal static class TimeZoneData
{
    /// <summary>Reads a file in NodaTime's format.</summary>
    /// <exception cref="ValhallaConfigurationException">VG1001: it is none. VG1002: it lacks a zone.</exception>
    public static TzdbDateTimeZoneSource Read(string path)
    {
        TzdbDateTimeZoneSource source;
        try
        {
            using var file = File.OpenRead(path);
            source = TzdbDateTimeZoneSource.FromStream(file);
            source.Validate();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException
            or InvalidNodaDataException or ArgumentException or NotSupportedException or OverflowException)
        {
            throw new ValhallaConfigurationException(
                MarketPolicyErrors.TimeZoneDataUnreadable,
                $"{MarketPolicyOptions.SectionName}:TimeZoneDataFile '{path}' cannot be read as NodaTime time-zone "
                + "data. Name an .nzd file as NodaTime publishes them, or remove the setting.",
                exception);
        }

        return new ContactTimeZones(source).Missing is { Count: > 0 } missing
            ? throw new ValhallaConfigurationException(
                MarketPolicyErrors.TimeZonesMissing,
                $"{MarketPolicyOptions.SectionName}:TimeZoneDataFile '{path}' lacks {string.Join(", ", missing)}. Take "
                + "a file that was made from the whole IANA database, backward links included, or remove the setting.")
            : source;
    }

    /// <summary>The newer of two: a file that was forgotten must not hide the data of an update.</summary>
    public static TzdbDateTimeZoneSource Newer(TzdbDateTimeZoneSource own, TzdbDateTimeZoneSource file) =>
        string.CompareOrdinal(file.TzdbVersion, own.TzdbVersion) > 0 ? file : own;
}
