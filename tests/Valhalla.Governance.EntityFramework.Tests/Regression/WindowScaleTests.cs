using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.EntityFramework.Kpi;
using Valhalla.Governance.Testing.Conformance;
using Valhalla.Governance.Testing.PostgreSql;
using Xunit.Abstractions;

namespace Valhalla.Governance.EntityFramework.Tests.Regression;

/// <summary>
/// 500 000 events of a hundred series: the windows of one are rebuilt by one walk of the index that ends with the last
/// row it needs. The times are printed for the reader; no test asserts on them.
/// </summary>
public sealed class WindowScaleTests(ITestOutputHelper output)
{
    private const int Measurements = 51;
    private const int WindowRows = 250;

    private const string SeedPostgreSql =
        """
        INSERT INTO valhalla.kpi_event (domain, metric, success, created_at)
        SELECT 'WHOLESALE', 'metric_' || (i * 37 % 100), i % 20 <> 0, now() FROM generate_series(1, 500000) AS i
        """;

    private const string SeedSqlite =
        """
        WITH RECURSIVE numbers(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM numbers WHERE i < 500000)
        INSERT INTO kpi_event (domain, metric, success, created_at)
        SELECT 'WHOLESALE', 'metric_' || (i * 37 % 100), i % 20 <> 0, '2026-01-13 15:30:00.000000' FROM numbers
        """;

    private static readonly KpiSeries Series = new(new DomainName("WHOLESALE"), new MetricName("metric_42"));

    [PostgreSqlFact]
    public async Task ReadSamples_ManyEventsOnPostgreSql_WalksTheIndex()
    {
        await using var store = await PostgreSqlStoreUnderTest.CreateAsync();
        await store.InitializeAsync();
        await ExecuteAsync(store, SeedPostgreSql, "ANALYZE valhalla.kpi_event");

        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime).AddDays(-1);
        var plan = await ExplainAsync(store, "EXPLAIN ", today);
        Assert.Matches("Index (Only )?Scan (Backward )?using .*domain_metric_id", plan);
        Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Sort  (", plan, StringComparison.Ordinal);

        await MeasureAsync(store, "PostgreSQL");
    }

    [Fact]
    public async Task ReadSamples_ManyEventsOnSqlite_WalksTheIndex()
    {
        await using var store = new SqliteStoreUnderTest();
        await store.InitializeAsync();
        await ExecuteAsync(store, SeedSqlite, "ANALYZE");

        var plan = await ExplainAsync(store, "EXPLAIN QUERY PLAN ", null);
        Assert.Contains(
            "USING INDEX IX_kpi_event_domain_metric_id (domain=? AND metric=?", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("SCAN ", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);

        await MeasureAsync(store, "SQLite");
    }

    private async Task MeasureAsync(StoreUnderTest store, string name)
    {
        var times = new List<double>();
        for (var i = 0; i < Measurements; i++)
        {
            var startedAt = Stopwatch.GetTimestamp();
            Assert.Equal(WindowRows, (await store.Kpi.ReadNewestAsync(Series, 0, WindowRows, default)).Count);
            times.Add(Stopwatch.GetElapsedTime(startedAt).TotalMilliseconds);
        }

        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}, 500 000 events: {WindowRows} rows in {times.Order().ElementAt(Measurements / 2):N2} ms."));
    }

    private static async Task ExecuteAsync(StoreUnderTest store, params string[] statements)
    {
        await using var db = await ContextAsync(store);
        db.Database.SetCommandTimeout(TimeSpan.FromMinutes(10));
        foreach (var statement in statements)
        {
            await db.Database.ExecuteSqlRawAsync(statement);
        }
    }

    private static async Task<string> ExplainAsync(StoreUnderTest store, string explain, DateOnly? from)
    {
        await using var db = await ContextAsync(store);
        await using var command = EntityFrameworkKpiReader.NewestQuery(db, Series, 1_000, WindowRows, from)
            .CreateDbCommand();
        command.CommandText = explain + command.CommandText;
        await db.Database.OpenConnectionAsync();
        var lines = new List<string>();
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            lines.Add(reader.GetString(reader.FieldCount - 1));
        }

        return string.Join('\n', lines);
    }

    private static ValueTask<ValhallaDbContext> ContextAsync(StoreUnderTest store) =>
        store.Services.GetRequiredService<IStoreDialect>().CreateContextAsync(CancellationToken.None);
}
