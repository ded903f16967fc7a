namespace Valhalla.Governance.Load.Growth;

/// <summary>What the two databases say differently.</summary>
/// <param name="CreateDay">Makes the partition of the day {back} days ago; empty where tables are whole.</param>
/// <param name="FillDay">Fills that day with {rows} events of ten series.</param>
/// <param name="Sizes">Bytes of the table and of its indexes.</param>
internal sealed record GrowthSql(string CreateDay, string FillDay, string Sizes)
{
    public static GrowthSql PostgreSql { get; } = new(
        """
        DO $do$ DECLARE day date := (now() AT TIME ZONE 'UTC')::date - {back}; BEGIN
            EXECUTE format('CREATE TABLE valhalla.%I PARTITION OF valhalla.kpi_event FOR VALUES FROM (%L) TO (%L)',
                'kpi_event_' || to_char(day, 'YYYYMMDD'), day, day + 1);
        END $do$
        """,
        """
        INSERT INTO valhalla.kpi_event (domain, metric, success, duration_ms, actor, created_at, day)
        SELECT 'ENGINE_' || i % 10, 'offer_accepted', i % 8 <> 0, 12.5, 'load',
            (now() AT TIME ZONE 'UTC')::date - {back} + interval '1 day' * (i::float8 / {rows}),
            (now() AT TIME ZONE 'UTC')::date - {back}
        FROM generate_series(0, {rows} - 1) AS i
        """,
        """
        SELECT coalesce(sum(pg_table_size(inhrelid)), 0)::bigint, coalesce(sum(pg_indexes_size(inhrelid)), 0)::bigint
        FROM pg_inherits WHERE inhparent = 'valhalla.kpi_event'::regclass
        """);

    public static GrowthSql Sqlite { get; } = new(
        "",
        """
        INSERT INTO kpi_event (domain, metric, success, duration_ms, actor, created_at)
        WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < {rows} - 1)
        SELECT 'ENGINE_' || (i % 10), 'offer_accepted', i % 8 <> 0, 12.5, 'load',
            strftime('%Y-%m-%d %H:%M:%f', 'now', 'start of day', '-{back} days', (86399.0 * i / {rows}) || ' seconds')
                || '000'
        FROM n
        """,
        "SELECT page_count * page_size, 0 FROM pragma_page_count(), pragma_page_size()");
}
