using Npgsql;

namespace Valhalla.Governance.EntityFramework.PostgreSql;

/// <summary>
/// Reads times in UTC, always: with the host's switch <c>Npgsql.EnableLegacyTimestampBehavior</c> the driver gives them
/// in the machine's time zone.
/// </summary>
internal static class ReaderTimes
{
    public static DateTimeOffset GetTime(this NpgsqlDataReader reader, int column) =>
        reader.GetFieldValue<DateTimeOffset>(column).ToUniversalTime();

    public static DateTimeOffset? GetNullableTime(this NpgsqlDataReader reader, int column) =>
        reader.IsDBNull(column) ? null : reader.GetTime(column);
}
