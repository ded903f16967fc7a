using Valhalla.Governance.Testing.Conformance;

namespace Valhalla.Governance.EntityFramework.Tests.Partitions;

/// <summary>Fills days of the past, as if they had been written then.</summary>
internal static class DaysOfEvents
{
    public static readonly KpiSeries Contracts = new(new DomainName("WHOLESALE"), new MetricName("contract_rate"));

    private const string Create =
        """
        DO $do$ DECLARE day date; BEGIN
            FOR day IN
                SELECT d::date FROM generate_series(current_date - {days}, current_date - 1, interval '1 day') AS d
            LOOP
                EXECUTE format('CREATE TABLE valhalla.%I PARTITION OF valhalla.{table} FOR VALUES FROM (%L) TO (%L)',
                    '{table}_' || to_char(day, 'YYYYMMDD'), day, day + 1);
            END LOOP;
        END $do$
        """;

    private const string Fill =
        """
        INSERT INTO valhalla.kpi_event (domain, metric, success, created_at, day)
        SELECT 'WHOLESALE', 'contract_rate', true, at, at::date
        FROM (SELECT current_date - {days} + interval '1 day' * (i / {each}::float8) AS at
            FROM generate_series(0, {days} * {each} - 1) AS i ORDER BY i) AS events
        """;

    public static async Task CreateDaysAsync(this PostgreSqlStoreUnderTest store, string table, int days) =>
        await store.ExecuteAsync(Write(Create, days, 0).Replace("{table}", table, StringComparison.Ordinal));

    /// <summary>Events of a series on each of the days before today, with ids in the order of their days.</summary>
    public static async Task FillDaysAsync(this PostgreSqlStoreUnderTest store, int days, int each)
    {
        await store.CreateDaysAsync("kpi_event", days);
        await store.ExecuteAsync(Write(Fill, days, each));
    }

    private static string Write(string sql, int days, int each) => sql
        .Replace("{days}", days.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)
        .Replace("{each}", each.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);
}
