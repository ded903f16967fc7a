using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.EntityFramework.PostgreSql.GoNoGo;
using Valhalla.Governance.EntityFramework.Sqlite.GoNoGo;
using Valhalla.Governance.Testing.Conformance;
using Valhalla.Governance.Testing.PostgreSql;
using Xunit.Abstractions;

namespace Valhalla.Governance.EntityFramework.Tests.GoNoGo;

/// <summary>The newest of each signal is found by the index, however many observations there are.</summary>
public sealed class EvidenceScaleTests(ITestOutputHelper output)
{
    private const string Index = "IX_go_no_go_evidence_signal_observed_at_id";

    private const string SeedPostgreSql =
        """
        INSERT INTO valhalla.go_no_go_evidence (signal, kind, value, observed_at, source, received_at)
        SELECT 'signal_' || (i % 40), 'number', i::text, timestamptz '2026-01-13 15:30:00Z' + i * interval '1 second',
            'ci', now()
        FROM generate_series(1, 200000) AS i
        """;

    private const string SeedSqlite =
        """
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 200000)
        INSERT INTO go_no_go_evidence (signal, kind, value, observed_at, source, received_at)
        SELECT 'signal_' || (i % 40), 'number', CAST(i AS TEXT),
            strftime('%Y-%m-%d %H:%M:%f000', '2026-01-13 15:30:00', i || ' seconds'), 'ci',
            '2026-01-13 15:30:00.000000'
        FROM n
        """;

    [PostgreSqlFact]
    public async Task ReadNewest_200000ObservationsOnPostgreSql_UsesTheIndex()
    {
        await using var store = await PostgreSqlStoreUnderTest.CreateAsync();
        await store.InitializeAsync();

        var plan = await SeedAndExplainAsync(
            store, SeedPostgreSql, "ANALYZE valhalla.go_no_go_evidence", "EXPLAIN " + PostgreSqlGoNoGo.NewestIds);

        Assert.Contains($"using \"{Index}\"", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Seq Scan", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("Sort", plan, StringComparison.Ordinal);
        await AssertNewestAsync(store);
    }

    [Fact]
    public async Task ReadNewest_200000ObservationsOnSqlite_UsesTheIndex()
    {
        await using var store = new SqliteStoreUnderTest();
        store.Time.SetUtcNow(new DateTimeOffset(2026, 1, 31, 0, 0, 0, TimeSpan.Zero));
        await store.InitializeAsync();

        var plan = await SeedAndExplainAsync(
            store, SeedSqlite, "ANALYZE", "EXPLAIN QUERY PLAN "
            + SqliteGoNoGo.NewestIds.Replace("@latest", "'2026-12-31'", StringComparison.Ordinal));

        Assert.Contains(
            $"SEARCH own USING COVERING INDEX {Index} (signal=? AND observed_at<?)", plan, StringComparison.Ordinal);
        Assert.Contains($"SEARCH later USING COVERING INDEX {Index} (signal>?)", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("SCAN go_no_go_evidence", plan, StringComparison.Ordinal);
        Assert.DoesNotContain("TEMP B-TREE", plan, StringComparison.Ordinal);
        await AssertNewestAsync(store);
    }

    private static async Task AssertNewestAsync(StoreUnderTest store)
    {
        var newest = await store.GoNoGo.ReadNewestEvidenceAsync(CancellationToken.None);

        Assert.Equal(
            Enumerable.Range(199_961, 40),
            newest.Select(evidence => (int)evidence.Value.Number).Order());
    }

    private async Task<string> SeedAndExplainAsync(StoreUnderTest store, string seed, string analyze, string explain)
    {
        await using var db = await store.Services.GetRequiredService<IStoreDialect>()
            .CreateContextAsync(CancellationToken.None);
        await db.Database.ExecuteSqlRawAsync(seed);
        await db.Database.ExecuteSqlRawAsync(analyze);
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
        command.CommandText = explain;
        await using var reader = await command.ExecuteReaderAsync();
        var plan = new StringBuilder();
        while (await reader.ReadAsync())
        {
            plan.AppendLine(Convert.ToString(reader.GetValue(reader.FieldCount - 1), CultureInfo.InvariantCulture));
        }

        output.WriteLine(plan.ToString());
        return plan.ToString();
    }
}
