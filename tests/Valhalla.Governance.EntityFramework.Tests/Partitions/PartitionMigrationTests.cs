using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Valhalla.Governance.Testing.Conformance;
using Valhalla.Governance.Testing.PostgreSql;
using static Valhalla.Governance.Testing.Conformance.LedgerBatches;

namespace Valhalla.Governance.EntityFramework.Tests.Partitions;

/// <summary>A database that has rows is carried over, up and down: rows, ids, keys, indexes and grants.</summary>
public sealed class PartitionMigrationTests
{
    private const string KpiRows =
        """
        SELECT string_agg(concat_ws('|', id, domain, metric, success, value, duration_ms, actor, correlation_id, detail,
            created_at), E'\n' ORDER BY id) FROM valhalla.kpi_event
        """;

    private const string RiskRows =
        """
        SELECT string_agg(concat_ws('|', id, batch_id, kind, engine, day, amount, exposure_delta, open_delta,
            realized_loss, realized_profit, reservation_id, reason, detail, actor, correlation_id, created_at), E'\n'
            ORDER BY id) FROM valhalla.risk_event
        """;

    private const string Indexes =
        """
        SELECT string_agg(indexname, ',' ORDER BY indexname) FROM pg_indexes
        WHERE schemaname = 'valhalla' AND tablename IN ('kpi_event', 'risk_event')
        """;

    private const string Fill =
        """
        INSERT INTO valhalla.kpi_event (domain, metric, success, value, duration_ms, actor, correlation_id, detail,
            created_at)
        SELECT 'D' || i % 3, 'm', i % 2 = 0, i, i / 2.0, 'a' || i, 'c' || i, '{}', now() - make_interval(days => 90 - i)
        FROM generate_series(1, 90) AS i;
        DELETE FROM valhalla.kpi_event WHERE id > 80;
        """;

    [PostgreSqlFact]
    public async Task Migrate_UpWithRows_KeepsRowsIdsAndGrants()
    {
        await using var store = await StartBeforeWithRowsAsync();
        var role = "app_" + Guid.NewGuid().ToString("N");
        await store.ExecuteAsync($"CREATE ROLE {role}");
        await store.ExecuteAsync($"GRANT SELECT, INSERT ON valhalla.kpi_event, valhalla.risk_event TO {role}");
        await store.ExecuteAsync($"GRANT USAGE ON SEQUENCE valhalla.kpi_event_id_seq TO {role}");
        var before = (await store.ExecuteAsync(KpiRows), await store.ExecuteAsync(RiskRows));

        await store.InitializeAsync();

        Assert.True((await store.Schema.ProbeAsync(CancellationToken.None)).IsCurrent);
        Assert.Equal(before, (await store.ExecuteAsync(KpiRows), await store.ExecuteAsync(RiskRows)));
        Assert.Equal("p", await store.ExecuteAsync(
            "SELECT relkind::text FROM pg_class WHERE oid = 'valhalla.kpi_event'::regclass"));
        Assert.Equal(true, await store.ExecuteAsync(
            $"SELECT has_table_privilege('{role}', 'valhalla.kpi_event', 'INSERT') "
            + $"AND has_table_privilege('{role}', 'valhalla.risk_event', 'SELECT') "
            + $"AND NOT has_table_privilege('{role}', 'valhalla.risk_event', 'DELETE') "
            + $"AND has_sequence_privilege('{role}', 'valhalla.kpi_event_id_seq', 'USAGE')"));
        await AssertGoesOnAsync(store, nextId: 91);
        await store.ExecuteAsync($"DROP OWNED BY {role}; DROP ROLE {role}");
    }

    [PostgreSqlFact]
    public async Task Migrate_DownWithRowsInManyPartitions_IsTheOldTableAgain()
    {
        await using var store = await StartBeforeWithRowsAsync();
        var indexes = await store.ExecuteAsync(Indexes);
        await store.InitializeAsync();
        await AssertGoesOnAsync(store, nextId: 91);
        await store.ExecuteAsync(
            "INSERT INTO valhalla.kpi_event (domain, metric, created_at, day) "
            + "SELECT 'D', 'm', now(), current_date + i FROM generate_series(-400, 400, 100) AS i");
        var before = (await store.ExecuteAsync(KpiRows), await store.ExecuteAsync(RiskRows));

        await RollBackAsync(store);

        Assert.Equal(before, (await store.ExecuteAsync(KpiRows), await store.ExecuteAsync(RiskRows)));
        Assert.Equal(indexes, await store.ExecuteAsync(Indexes));
        Assert.Equal(0L, await store.ExecuteAsync(
            "SELECT count(*) FROM pg_class WHERE relname LIKE 'kpi\\_event\\_%20%' OR relname LIKE '%\\_default'"));
        Assert.Equal(101L, await store.ExecuteAsync(
            "INSERT INTO valhalla.kpi_event (domain, metric, created_at) VALUES ('D', 'm', now()) RETURNING id"));

        await store.InitializeAsync();
        await AssertGoesOnAsync(store, nextId: 102);
    }

    [PostgreSqlFact]
    public async Task Migrate_UpWithoutRows_LeavesNoPartitionOfThePast()
    {
        await using var store = await StartBeforeAsync();

        await store.InitializeAsync();

        Assert.Equal(0L, await store.ExecuteAsync("SELECT count(*) FROM pg_class WHERE relname LIKE '%\\_before\\_%'"));
        await AssertGoesOnAsync(store, nextId: 1);
    }

    /// <summary>New rows get the next ids, in a partition of their day, under the old names.</summary>
    private static async Task AssertGoesOnAsync(PostgreSqlStoreUnderTest store, long nextId)
    {
        var ids = new long[1];
        await store.Kpi.AppendAsync(
            new[]
            {
                new KpiEvent
                {
                    Domain = new DomainName("WHOLESALE"),
                    Metric = new MetricName("contract_rate"),
                    CreatedAt = DateTimeOffset.UnixEpoch,
                },
            },
            ids,
            CancellationToken.None);
        Assert.Equal(nextId, ids[0]);
        Assert.Equal(
            $"valhalla.kpi_event_{await store.ExecuteAsync("SELECT to_char(now(), 'YYYYMMDD')")}",
            await store.ExecuteAsync("SELECT tableoid::regclass::text FROM valhalla.kpi_event WHERE id = $1", nextId));
        Assert.True((await store.Ledger.ReserveAsync(1)).IsGranted);
        Assert.Equal(
            "PK_kpi_event,PK_risk_event",
            await store.ExecuteAsync(
                "SELECT string_agg(conname, ',' ORDER BY conname) FROM pg_constraint WHERE contype = 'p' "
                + "AND conrelid IN ('valhalla.kpi_event'::regclass, 'valhalla.risk_event'::regclass)"));
        var twice = await Assert.ThrowsAsync<PostgresException>(async () => await store.ExecuteAsync(
            "INSERT INTO valhalla.kpi_event (id, domain, metric, created_at) VALUES ($1, 'D', 'm', now())", nextId));
        Assert.Equal(PostgresErrorCodes.UniqueViolation, twice.SqlState);
    }

    private static async Task<PostgreSqlStoreUnderTest> StartBeforeAsync()
    {
        var store = await PostgreSqlStoreUnderTest.CreateAsync();
        await store.InitializeAsync();
        await RollBackAsync(store);
        return store;
    }

    // This build's ledger writes this build's schema only, so what it books is carried down first.
    private static async Task<PostgreSqlStoreUnderTest> StartBeforeWithRowsAsync()
    {
        var store = await PostgreSqlStoreUnderTest.CreateAsync();
        await store.InitializeAsync();
        var id = (await store.Ledger.ReserveAsync(10)).ReservationId!.Value;
        await store.Ledger.ReserveAsync(20, correlationId: "corr");
        await store.Ledger.SettleAsync(id, loss: 1);
        await RollBackAsync(store);
        await store.ExecuteAsync(Fill);
        return store;
    }

    private static async Task RollBackAsync(PostgreSqlStoreUnderTest store)
    {
        var schema = store.Services.GetRequiredService<DatabaseSchema>();
        var known = (await schema.ReadAsync(CancellationToken.None)).Known.ToList();
        var index = known.FindIndex(id => id.EndsWith("_Partitions", StringComparison.Ordinal));
        await schema.RollBackAsync(known[index - 1], CancellationToken.None);
    }
}
