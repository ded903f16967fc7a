using System.Collections.ObjectModel;
using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.EntityFramework.FollowUp;
using Valhalla.Governance.EntityFramework.PostgreSql.FollowUp;
using Valhalla.Governance.EntityFramework.Sqlite.FollowUp;
using Valhalla.Governance.Operations.FollowUp;
using Valhalla.Governance.Testing.Conformance;
using Valhalla.Governance.Testing.PostgreSql;
using Xunit.Abstractions;

namespace Valhalla.Governance.EntityFramework.Tests.FollowUp;

/// <summary>
/// A million tasks, of which 300 000 are due: finding and claiming goes through the index. The times are printed for
/// the reader; no test asserts on them.
/// </summary>
public sealed class FollowUpScaleTests(ITestOutputHelper output)
{
    private const string Index = "IX_followup_task_due_at_id";
    private const int Measurements = 101;

    private const string SeedPostgreSql =
        """
        INSERT INTO valhalla.followup_task (ladder_id, lead_id, province, step, channel, status, planned_at,
            first_due_at, due_at, created_at, closed_at, response_seconds)
        SELECT gen_random_uuid(), 'lead-' || i, 'ON', 1, 'SMS',
            CASE WHEN i % 5 = 0 THEN 'completed' ELSE 'pending' END, at, at, at, at,
            CASE WHEN i % 5 = 0 THEN at END, CASE WHEN i % 5 = 0 THEN 60 END
        FROM (SELECT i, now() + (i - 375000) * interval '1 second' AS at FROM generate_series(1, 1000000) AS i) AS row
        """;

    private const string SeedSqlite =
        """
        WITH RECURSIVE numbers(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM numbers WHERE i < 1000000)
        INSERT INTO followup_task (ladder_id, lead_id, province, step, channel, status, planned_at, first_due_at,
            due_at, created_at, closed_at, response_seconds)
        SELECT printf('%08x-0000-7000-8000-000000000000', i), 'lead-' || i, 'ON', 1, 'SMS',
            CASE WHEN i % 5 = 0 THEN 'completed' ELSE 'pending' END, at, at, at, at,
            CASE WHEN i % 5 = 0 THEN at END, CASE WHEN i % 5 = 0 THEN 60 END
        FROM (SELECT i, strftime('%Y-%m-%d %H:%M:%f000', '2026-01-13 15:30:00', (i - 375000) || ' seconds') AS at
            FROM numbers)
        """;

    private static readonly FollowUpJudge OpenEverywhere = (_, _, _) =>
        ValueTask.FromResult<IReadOnlyDictionary<long, DateTimeOffset>>(ReadOnlyDictionary<long, DateTimeOffset>.Empty);

    [PostgreSqlFact]
    public async Task DueAndClaim_MillionTasksOnPostgreSql_UseTheIndex()
    {
        await using var store = await PostgreSqlStoreUnderTest.CreateAsync();
        await store.InitializeAsync();
        await ExecuteAsync(store, SeedPostgreSql, "ANALYZE valhalla.followup_task");

        var due = await ExplainDueAsync(store, "EXPLAIN ");
        var claim = await ExplainAsync(store, "EXPLAIN " + PostgreSqlFollowUp.ClaimRows
            .Replace("$1", "10", StringComparison.Ordinal)
            .Replace("$2", "'dialer'", StringComparison.Ordinal)
            .Replace("$3", "gen_random_uuid()", StringComparison.Ordinal)
            .Replace("$4", "interval '1 minute'", StringComparison.Ordinal)
            .Replace("$5", "interval '1 day'", StringComparison.Ordinal));

        foreach (var plan in new[] { due, claim })
        {
            Assert.Contains($"Index Scan using \"{Index}\"", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("Seq Scan on followup_task", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("Sort", plan, StringComparison.Ordinal);
        }

        await MeasureAsync(store, "PostgreSQL");
    }

    [Fact]
    public async Task DueAndClaim_MillionTasksOnSqlite_UseTheIndex()
    {
        await using var store = new SqliteStoreUnderTest();
        await store.InitializeAsync();
        await ExecuteAsync(store, SeedSqlite, "ANALYZE");

        var due = await ExplainDueAsync(store, "EXPLAIN QUERY PLAN ");
        var claim = await ExplainAsync(store, "EXPLAIN QUERY PLAN " + SqliteFollowUp.ClaimRows);

        foreach (var plan in new[] { due, claim })
        {
            Assert.Contains($"USING INDEX {Index} (due_at", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("SCAN ", plan, StringComparison.Ordinal);
            Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
        }

        await MeasureAsync(store, "SQLite");
    }

    private async Task MeasureAsync(StoreUnderTest store, string name)
    {
        var due = await MedianAsync(async () => Assert.Equal(
            100, (await store.FollowUps.ListDueAsync(new FollowUpDueQuery(), CancellationToken.None)).Tasks.Count));
        var claim = await MedianAsync(async () => Assert.Equal(10, (await store.FollowUps.ClaimAsync(
            new FollowUpClaimOrder("dialer", Guid.NewGuid(), 10, TimeSpan.FromMinutes(5)),
            OpenEverywhere,
            CancellationToken.None)).Count));
        output.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{name}, 1 000 000 tasks: due (100) {due:N2} ms, claim (10) {claim:N2} ms at the median."));
    }

    private static async Task<double> MedianAsync(Func<Task> run)
    {
        var times = new List<double>();
        for (var i = 0; i < Measurements; i++)
        {
            var startedAt = Stopwatch.GetTimestamp();
            await run();
            times.Add(Stopwatch.GetElapsedTime(startedAt).TotalMilliseconds);
        }

        return times.Order().ElementAt(Measurements / 2);
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

    private static async Task<string> ExplainDueAsync(StoreUnderTest store, string explain)
    {
        await using var db = await ContextAsync(store);
        var now = (await store.FollowUps.FindAsync(1, CancellationToken.None)).Now;
        await using var command = EntityFrameworkFollowUpStore
            .DueRows(db, now, new FollowUpDueQuery { After = new FollowUpDueCursor(now.AddHours(-1), 7) })
            .CreateDbCommand();
        command.CommandText = explain + command.CommandText;
        return await ReadAsync(db, command);
    }

    private static async Task<string> ExplainAsync(StoreUnderTest store, string sql)
    {
        await using var db = await ContextAsync(store);
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = sql;
        return await ReadAsync(db, command);
    }

    private static async Task<string> ReadAsync(ValhallaDbContext db, DbCommand command)
    {
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
