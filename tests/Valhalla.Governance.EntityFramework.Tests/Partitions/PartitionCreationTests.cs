using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Valhalla.Governance.EntityFramework.PostgreSql;
using Valhalla.Governance.EntityFramework.PostgreSql.Partitions;
using Valhalla.Governance.Testing.Conformance;
using Valhalla.Governance.Testing.PostgreSql;
using static Valhalla.Governance.Testing.Conformance.LedgerBatches;

namespace Valhalla.Governance.EntityFramework.Tests.Partitions;

/// <summary>Partitions are made ahead where that is possible, and nothing fails where it is not.</summary>
public sealed class PartitionCreationTests
{
    private const string Count =
        "SELECT count(*) FROM pg_inherits WHERE inhparent = 'valhalla.kpi_event'::regclass";

    private const string InDefault = "SELECT count(*) FROM valhalla.kpi_event_default";

    [PostgreSqlFact]
    public async Task CreateAhead_SeveralNodesAtOnce_OnePartitionADay()
    {
        await using var store = await StartAsync();
        var nodes = Enumerable.Range(0, 4).Select(_ => store.OpenAgain()).ToList();

        await Task.WhenAll(nodes.Select(node => Task.Run(async () => await CreateAsync(node))));

        // Today, seven days ahead, and the default one; the ledger has yesterday too, for zones behind UTC.
        Assert.Equal(9L, await store.ExecuteAsync(Count));
        Assert.Equal(10L, await store.ExecuteAsync(Count.Replace("kpi", "risk", StringComparison.Ordinal)));
        Assert.Equal(
            "IX_kpi_event_correlation_id_id:9,IX_kpi_event_domain_metric_id:9,PK_kpi_event:9",
            await store.ExecuteAsync(
                """
                SELECT string_agg(name || ':' || parts, ',' ORDER BY name) FROM (
                    SELECT i.inhparent::regclass::text AS long, count(*) AS parts, max(c.relname) AS name
                    FROM pg_inherits AS i JOIN pg_class AS c ON c.oid = i.inhparent
                    JOIN pg_index AS x ON x.indexrelid = c.oid AND x.indrelid = 'valhalla.kpi_event'::regclass
                    GROUP BY i.inhparent) AS indexes
                """));
        foreach (var node in nodes)
        {
            await node.DisposeAsync();
        }
    }

    [PostgreSqlFact]
    public async Task Write_OfADayWithoutAPartition_GoesToTheDefaultOne()
    {
        await using var store = await StartAsync();
        await store.ExecuteAsync(DropToday());

        await AppendAsync(store);

        Assert.Equal(1L, await store.ExecuteAsync(InDefault));
        await CreateAsync(store);

        // The day stays where its rows are, and other days get theirs.
        Assert.Equal(8L, await store.ExecuteAsync(Count));
        await AppendAsync(store);
        Assert.Equal(2L, await store.ExecuteAsync(InDefault));
    }

    [PostgreSqlFact]
    public async Task CreateAhead_TheDefaultPartitionIsInUse_GivesUpAndWritersGoOn()
    {
        await using var store = await StartAsync();
        await using var connection = new NpgsqlConnection(store.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using (await connection.BeginTransactionAsync())
        {
            await using var read = new NpgsqlCommand(InDefault, connection);
            await read.ExecuteScalarAsync();

            var creating = Task.Run(async () => await CreateAsync(store));
            await AppendAsync(store);
            var failure = await Assert.ThrowsAsync<PostgresException>(() => creating);
            Assert.Equal(PostgresErrorCodes.LockNotAvailable, failure.SqlState);
        }

        await CreateAsync(store);
        Assert.Equal(9L, await store.ExecuteAsync(Count));
    }

    [PostgreSqlFact]
    public async Task RoleThatMayNotCreate_WritesAndReadsAndWarns()
    {
        await using var owner = await StartAsync();
        var role = "app_" + Guid.NewGuid().ToString("N");
        await owner.ExecuteAsync(
            $"CREATE ROLE {role} LOGIN; GRANT USAGE ON SCHEMA valhalla TO {role}; "
            + $"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA valhalla TO {role}; "
            + $"GRANT USAGE ON ALL SEQUENCES IN SCHEMA valhalla TO {role}");
        await using var app = new PostgreSqlStoreUnderTest(
            new NpgsqlConnectionStringBuilder(owner.ConnectionString) { Username = role }.ConnectionString);

        await CreateAsync(app);
        Assert.Equal(3L, await owner.ExecuteAsync(Count));
        Assert.Null((await app.Schema.ProbeAsync(CancellationToken.None)).Warning);

        await owner.ExecuteAsync(DropToday());
        await owner.ExecuteAsync(DropToday(1));
        await AppendAsync(app);
        Assert.True((await app.Ledger.ReserveAsync(1)).IsGranted);

        var warning = (await app.Schema.ProbeAsync(CancellationToken.None)).Warning;
        Assert.Contains("valhalla db apply", warning, StringComparison.Ordinal);
        Assert.Single(await app.Kpi.ListAsync(new KpiQuery(), CancellationToken.None));
        var lease = await app.Retention.TryBeginAsync("node", CancellationToken.None);
        Assert.Equal(1, await app.Retention.FindHorizonAsync(CancellationToken.None));
        Assert.NotNull(await app.Retention.RollUpAsync(lease!, 1, 100, CancellationToken.None));
        await app.DisposeAsync();
        await owner.ExecuteAsync($"DROP OWNED BY {role}; DROP ROLE {role}");
    }

    [PostgreSqlFact]
    public async Task Apply_ByTheOwner_MakesTheDaysAhead()
    {
        await using var store = await StartAsync();
        store.Services.GetRequiredService<Microsoft.Extensions.Options.IOptions<PostgreSqlStorageOptions>>()
            .Value.PartitionDaysAhead = 30;

        await store.Services.GetRequiredService<DatabaseSchema>().ApplyAsync(CancellationToken.None);

        Assert.Equal(32L, await store.ExecuteAsync(Count));
    }

    [Theory]
    [InlineData("kpi_event_20261125", "2026-11-25", "2026-11-26")]
    [InlineData("kpi_event_before_20261125", null, "2026-11-25")]
    [InlineData("kpi_event_default", null, null)]
    [InlineData("kpi_event_20261399", null, null)]
    [InlineData("kpi_events", null, null)]
    public void Parse_AName_TellsItsDays(string name, string? from, string? until)
    {
        var partition = EventPartition.TryParse("kpi_event", name);

        Assert.Equal(from, partition?.From?.ToString("O"));
        Assert.Equal(until, partition?.Until.ToString("O"));
        Assert.Equal(until is null ? null : name, partition?.Name);
    }

    private static string DropToday(int daysAhead = 0) =>
        $"""
        DO $do$ BEGIN EXECUTE 'DROP TABLE valhalla.kpi_event_'
            || to_char((now() AT TIME ZONE 'UTC')::date + {daysAhead}, 'YYYYMMDD'); END $do$
        """;

    private static async Task<PostgreSqlStoreUnderTest> StartAsync()
    {
        var store = await PostgreSqlStoreUnderTest.CreateAsync();
        await store.InitializeAsync();
        return store;
    }

    private static ValueTask CreateAsync(PostgreSqlStoreUnderTest store) =>
        store.Services.GetRequiredService<IStoreDialect>().Partitions.CreateAheadAsync(CancellationToken.None);

    private static ValueTask AppendAsync(PostgreSqlStoreUnderTest store) => store.Kpi.AppendAsync(
        new[]
        {
            new KpiEvent
            {
                Domain = new DomainName("WHOLESALE"),
                Metric = new MetricName("contract_rate"),
                CreatedAt = DateTimeOffset.UnixEpoch,
            },
        },
        Memory<long>.Empty,
        CancellationToken.None);
}
