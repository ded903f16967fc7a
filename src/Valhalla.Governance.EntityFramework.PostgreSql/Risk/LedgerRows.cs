using Npgsql;

namespace Valhalla.Governance.EntityFramework.PostgreSql.Risk;

/// <summary>Reads ledger rows that come with the clock and the newest id of the journal.</summary>
internal static class LedgerRows
{
    public static async ValueTask<(DateTimeOffset Now, long LastEventId)> ReadAsync(
        NpgsqlDataReader reader, List<RiskLedgerDay> rows, CancellationToken cancellationToken)
    {
        var read = (Now: default(DateTimeOffset), LastEventId: 0L);
        while (await reader.ReadAsync(cancellationToken))
        {
            read = ReadClock(reader);
            AddRow(reader, rows);
        }

        return read;
    }

    public static (DateTimeOffset Now, long LastEventId) ReadClock(NpgsqlDataReader reader) =>
        (reader.GetTime(9), reader.GetInt64(10));

    public static void AddRow(NpgsqlDataReader reader, List<RiskLedgerDay> rows)
    {
        // Before the first booking the clock comes alone.
        if (reader.IsDBNull(0))
        {
            return;
        }

        rows.Add(new RiskLedgerDay
        {
            Engine = new EngineName(reader.GetString(0)),
            Day = reader.GetFieldValue<DateOnly>(1),
            ExposureUsed = Money.FromUnits(reader.GetInt64(2)),
            OpenRiskReserved = Money.FromUnits(reader.GetInt64(3)),
            RealizedLoss = Money.FromUnits(reader.GetInt64(4)),
            RealizedProfit = Money.FromUnits(reader.GetInt64(5)),
            Reservations = reader.GetInt64(6),
            Denials = reader.GetInt64(7),
            HaltedAt = reader.GetNullableTime(8),
        });
    }
}
