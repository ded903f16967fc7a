using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.EntityFramework.Kpi;
using Valhalla.Governance.EntityFramework.Retention;
using Valhalla.Governance.Retention;
using Valhalla.Governance.Testing.Conformance;
using Valhalla.Governance.Testing.PostgreSql;
using Xunit.Abstractions;

namespace Valhalla.Governance.EntityFramework.Tests.Retention;

/// <summary>A step finds its rows by the primary key, however many there are.</summary>
public sealed class RetentionScaleTests(ITestOutputHelper output)
{
    private static readonly RetentionOrder Order = new(
        RetentionTableNames.KpiEvent,
        new DateTimeOffset(2026, 1, 20, 0, 0, 0, TimeSpan.Zero),
        AfterId: 150_000,
        BatchSize: 1_000,
        [new KeptSeries(new KpiSeries(new DomainName("D1"), new MetricName("m")), 250_000)]);

    [Fact]
    public async Task Step_ManyEventsInSqlite_UsesThePrimaryKey()
    {
        await using var store = new SqliteStoreUnderTest();
        await AssertAsync(
            store,
            "EXPLAIN QUERY PLAN ",
            """
            INSERT INTO kpi_event (domain, metric, success, created_at)
            WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 300000)
            SELECT 'D' || (i % 10), 'm', 1, '2026-01-13 15:30:00.000000' FROM n
            """,
            "USING INTEGER PRIMARY KEY");
    }

    [PostgreSqlFact]
    public async Task Step_ManyEventsInPostgreSql_UsesThePrimaryKey()
    {
        await using var store = await PostgreSqlStoreUnderTest.CreateAsync();
        await AssertAsync(
            store,
            "EXPLAIN ",
            """
            INSERT INTO valhalla.kpi_event (domain, metric, success, created_at)
            SELECT 'D' || (i % 10), 'm', true, '2026-01-13T15:30:00Z' FROM generate_series(1, 300000) AS i
            """,
            "Index");
    }

    private async Task AssertAsync(StoreUnderTest store, string explain, string fill, string expected)
    {
        await store.InitializeAsync();
        await using var db = await store.Services.GetRequiredService<IStoreDialect>()
            .CreateContextAsync(CancellationToken.None);
        await db.Database.ExecuteSqlRawAsync(fill);
        await db.Database.ExecuteSqlRawAsync("ANALYZE");
        var table = (RetentionTable<KpiEventRow>)RetentionTables.All[RetentionTableNames.KpiEvent];

        await AssertPlanAsync(db, explain, table.PageQuery(db, Order, 299_000), expected);
        await AssertPlanAsync(db, explain, table.OldQuery(db, Order, 151_000), expected);

        var lease = (await store.Retention.TryBeginAsync("node", CancellationToken.None))!;
        await store.Retention.RollUpAsync(lease, 300_000, 1_000, CancellationToken.None);
        var step = (await store.Retention.DeleteAsync(
            lease, Order with { AfterId = 0 }, CancellationToken.None))!.Value;
        Assert.Equal(new RetentionStep(1_000, 1_000, IsLast: false), step);
        Assert.Equal(299_000, await db.KpiEvents.CountAsync());
    }

    private async Task AssertPlanAsync<T>(ValhallaDbContext db, string explain, IQueryable<T> query, string expected)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = query.CreateDbCommand();
        command.CommandText = explain + command.CommandText;
        await using var reader = await command.ExecuteReaderAsync();
        var plan = new StringBuilder();
        while (await reader.ReadAsync())
        {
            plan.AppendLine(Convert.ToString(reader.GetValue(reader.FieldCount - 1), CultureInfo.InvariantCulture));
        }

        output.WriteLine(plan.ToString());
        Assert.Contains(expected, plan.ToString(), StringComparison.Ordinal);

        // On PostgreSQL all rows are in today's partition; the empty ones beside it are scanned.
        Assert.DoesNotContain(
            $"Seq Scan on kpi_event_{TimeProvider.System.GetUtcNow():yyyyMMdd}",
            plan.ToString(),
            StringComparison.Ordinal);
        Assert.DoesNotContain("SCAN", plan.ToString(), StringComparison.Ordinal);
    }
}
