using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Valhalla.Governance.EntityFramework.Kpi;
using Valhalla.Governance.Retention;
using Valhalla.Governance.Testing.Conformance;
using Valhalla.Governance.Testing.PostgreSql;
using Xunit.Abstractions;
using static Valhalla.Governance.EntityFramework.Tests.Partitions.DaysOfEvents;

namespace Valhalla.Governance.EntityFramework.Tests.Partitions;

/// <summary>Reads open the few days they need, and answer as if the table were whole.</summary>
public sealed partial class PartitionReadTests(ITestOutputHelper output)
{
    // Yesterday, today, tomorrow and the default one, or a week of them.
    private const int FewScans = 12;

    [PostgreSqlFact]
    public async Task Reads_With400Days_OpenAFewPartitions()
    {
        await using var store = await StartAsync(days: 400, each: 300);
        var newest = (long)(await store.ExecuteAsync("SELECT max(id) FROM valhalla.kpi_event"))!;
        var partitions = store.Services.GetRequiredService<IStoreDialect>().Partitions;
        await using var db = await store.Services.GetRequiredService<IStoreDialect>()
            .CreateContextAsync(CancellationToken.None);
        var (recent, week) = (partitions.NewestFrom()[0], partitions.NewestFrom()[1]);

        // The window of a tripwire, a page of the list, and the look for new events of counters and roll-ups.
        await AssertFewAsync(db, EntityFrameworkKpiReader.NewestQuery(db, Contracts, 0, 250, recent));
        await AssertFewAsync(db, EntityFrameworkKpiReader.Since(db, week)
            .OrderByDescending(row => row.Id).Take(100));
        var first = await partitions.FindFirstDayAsync(db, newest - 50, CancellationToken.None);
        Assert.NotNull(first);
        await AssertFewAsync(db, EntityFrameworkKpiReader.Since(db, first)
            .Where(row => row.Id > newest - 50).OrderBy(row => row.Id).Take(1_000));
        await AssertFewAsync(db, db.RiskEvents
            .Where(row => row.Day >= recent).OrderByDescending(row => row.Id).Take(100));
    }

    [PostgreSqlFact]
    public async Task Reads_PreparedAndRepeated_StayOnPlansForTheirDays()
    {
        await using var store = await StartAsync(days: 100, each: 300);
        await using var db = await store.Services.GetRequiredService<IStoreDialect>()
            .CreateContextAsync(CancellationToken.None);
        await db.Database.OpenConnectionAsync();
        var partitions = store.Services.GetRequiredService<IStoreDialect>().Partitions;
        for (var i = 0; i < 20; i++)
        {
            await EntityFrameworkKpiReader
                .NewestQuery(db, Contracts, 0, 250, partitions.NewestFrom()[1]).ToListAsync();
        }

        await using var command = new NpgsqlCommand(
            "SELECT sum(generic_plans)::bigint, max(custom_plans)::bigint FROM pg_prepared_statements "
            + "WHERE statement LIKE '%kpi_event%'",
            (NpgsqlConnection)db.Database.GetDbConnection());
        await using var reader = await command.ExecuteReaderAsync();
        await reader.ReadAsync();
        Assert.Equal((0L, true), (reader.GetInt64(0), reader.GetInt64(1) >= 10));
    }

    [PostgreSqlFact]
    public async Task Reads_AroundMidnightAndLateEvents_AreThoseOfAWholeTable()
    {
        await using var store = await StartAsync(days: 40, each: 5);

        // Some of a day have higher ids than the first of the next one, as with a clock that is set back; one is in the
        // default partition, and times say nothing.
        await store.ExecuteAsync(
            """
            UPDATE valhalla.kpi_event SET day = day - 1 WHERE id % 5 = 1 AND id > 5;
            UPDATE valhalla.kpi_event SET day = day + 1 WHERE id % 5 = 0 AND day < current_date - 1;
            UPDATE valhalla.kpi_event SET created_at = now() - make_interval(days => (id % 97)::int);
            INSERT INTO valhalla.kpi_event (id, domain, metric, created_at, day)
            VALUES (-1, 'WHOLESALE', 'contract_rate', now(), '2001-01-01');
            """);
        var all = await IdsAsync(store, new KpiQuery { Limit = 1_000 });
        Assert.Equal(Enumerable.Range(1, 200).Select(id => (long)id).Prepend(-1), all.Order());

        for (var limit = 1; limit <= 201; limit += limit < 20 ? 1 : 13)
        {
            Assert.Equal(all.Take(limit), await IdsAsync(store, new KpiQuery { Limit = limit }));
            var samples = await store.Kpi.ReadNewestAsync(Contracts, 100, limit, CancellationToken.None);
            Assert.Equal(
                all.Where(id => id > 100).Take(limit).Reverse(), samples.Select(sample => sample.Id));
            for (var after = -2L; after < 200; after += 17)
            {
                var oldest = await store.Kpi.ReadOldestAsync(Contracts, after, limit, CancellationToken.None);
                Assert.Equal(
                    all.Where(id => id > after).Order().Take(limit), oldest.Select(sample => sample.Id));
            }

            Assert.Equal(
                limit < all.Count ? all[limit] : 0,
                await store.Retention.FindNewestAfterIdAsync(Contracts, limit, CancellationToken.None));
        }

        Assert.Equal(
            all.Where(id => id < 77).Take(10), await IdsAsync(store, new KpiQuery { BeforeId = 77, Limit = 10 }));
    }

    [PostgreSqlFact]
    public async Task RollUp_OverManyDaysInSmallSteps_CountsEachOnce()
    {
        await using var store = await StartAsync(days: 40, each: 5);
        var lease = (await store.Retention.TryBeginAsync("node", CancellationToken.None))!;
        RetentionStep step;
        do
        {
            step = (await store.Retention.RollUpAsync(lease, 200, 3, CancellationToken.None))!.Value;
        }
        while (!step.IsLast);

        var today = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);
        var days = (await store.Rollups.ReadRollupsAsync(
            Contracts, today.AddDays(-50), today, CancellationToken.None)).Days;
        Assert.Equal(Enumerable.Repeat(5L, 40), days.Select(day => day.Events));
    }

    [GeneratedRegex(" Scan .*on kpi_event_|Scan .*on risk_event_")]
    private static partial Regex Scans();

    private static async Task<PostgreSqlStoreUnderTest> StartAsync(int days, int each)
    {
        var store = await PostgreSqlStoreUnderTest.CreateAsync();
        await store.InitializeAsync();
        await store.FillDaysAsync(days, each);
        await store.CreateDaysAsync("risk_event", days);
        await store.ExecuteAsync("ANALYZE valhalla.kpi_event");
        return store;
    }

    private static async Task<List<long>> IdsAsync(StoreUnderTest store, KpiQuery query) =>
        [.. (await store.Kpi.ListAsync(query, CancellationToken.None)).Select(record => record.Id)];

    private async Task AssertFewAsync<T>(ValhallaDbContext db, IQueryable<T> query)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = query.CreateDbCommand();
        command.CommandText = "EXPLAIN " + command.CommandText;
        await using var reader = await command.ExecuteReaderAsync();
        var plan = new StringBuilder();
        while (await reader.ReadAsync())
        {
            plan.AppendLine(Convert.ToString(reader.GetValue(0), CultureInfo.InvariantCulture));
        }

        output.WriteLine(plan.ToString());
        Assert.InRange(Scans().Count(plan.ToString()), 1, FewScans);
    }
}
