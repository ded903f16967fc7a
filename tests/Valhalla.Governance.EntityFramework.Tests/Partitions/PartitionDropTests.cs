using Npgsql;
using Valhalla.Governance.Kpi;
using Valhalla.Governance.Retention;
using Valhalla.Governance.Testing.Conformance;
using Valhalla.Governance.Testing.PostgreSql;
using static Valhalla.Governance.EntityFramework.Tests.Partitions.DaysOfEvents;
using static Valhalla.Governance.Testing.Conformance.LedgerBatches;

namespace Valhalla.Governance.EntityFramework.Tests.Partitions;

/// <summary>Whole days go at once, and take nothing with them that has to stay.</summary>
public sealed class PartitionDropTests
{
    private const int Days = 10;
    private const int Each = 20;

    private const string Partitions =
        "SELECT count(*) FROM pg_inherits WHERE inhparent = 'valhalla.kpi_event'::regclass";

    private const string Rows = "SELECT count(*) FROM valhalla.kpi_event";
    private const string InDefault = "SELECT count(*) FROM valhalla.kpi_event_default";

    private readonly DateTimeOffset _fiveDaysAgo = new(TimeProvider.System.GetUtcNow().Date.AddDays(-5), TimeSpan.Zero);

    [PostgreSqlFact]
    public async Task Delete_OldDays_DropsTheirPartitionsAndCountsTheirRows()
    {
        await using var store = await StartAsync();
        var lease = await RollUpAsync(store, long.MaxValue);

        var rows = await DeleteAsync(store, lease, []);

        Assert.Equal((long)(Days - 5) * Each, rows);
        Assert.Equal(5L * Each, await store.ExecuteAsync(Rows));
        Assert.Equal(5L + 3, await store.ExecuteAsync(Partitions));
        Assert.Equal(Days * Each, (await DaysAsync(store)).Sum(day => day.Events));
        var status = await store.Retention.ReadStatusAsync(
            RetentionRule.All(new RetentionOptions()), enabled: true, CancellationToken.None);
        Assert.Equal((long)(Days - 5) * Each, status.Tables[0].DeletedTotal);
    }

    [PostgreSqlFact]
    public async Task Delete_DayThatIsNotWhollyRolledUp_Stays()
    {
        await using var store = await StartAsync();

        // Up to the middle of the third day.
        var lease = await RollUpAsync(store, (2 * Each) + 7);

        var rows = await DeleteAsync(store, lease, []);

        // Two days at once, and of the third what is rolled up.
        Assert.Equal((2 * Each) + 7, rows);
        Assert.Equal(Days - 2L + 3, await store.ExecuteAsync(Partitions));
        Assert.Equal((Days * Each) - rows, await store.ExecuteAsync(Rows));
    }

    [PostgreSqlFact]
    public async Task Delete_DayWithEventsOfATripwire_MovesThemAndGoes()
    {
        await using var store = await StartAsync();
        await store.ExecuteAsync(
            "UPDATE valhalla.kpi_event SET domain = 'CAPITAL', metric = 'roi_event' WHERE id % 5 = 0");
        var roi = new KpiSeries(new DomainName("CAPITAL"), new MetricName("roi_event"));
        var before = await store.Kpi.ReadNewestAsync(roi, 0, 1_000, CancellationToken.None);
        var lease = await RollUpAsync(store, long.MaxValue);

        await DeleteAsync(store, lease, [new KeptSeries(roi, AfterId: Each)]);

        // Those of the first day are behind the limit.
        Assert.Equal(4L * Each / 5, await store.ExecuteAsync(InDefault));
        Assert.Equal(5L + 3, await store.ExecuteAsync(Partitions));
        Assert.Equal(
            before.Where(sample => sample.Id > Each),
            await store.Kpi.ReadNewestAsync(roi, 0, 1_000, CancellationToken.None));

        // Once nobody needs them they go like all others.
        Assert.Equal(4L * Each / 5, await DeleteAsync(store, lease, []));
        Assert.Equal(0L, await store.ExecuteAsync(InDefault));
    }

    [PostgreSqlFact]
    public async Task Delete_DayOfWhichMostHasToStay_IsDeletedFromInPages()
    {
        await using var store = await StartAsync(each: 2_500);
        var lease = await RollUpAsync(store, long.MaxValue);

        var rows = await DeleteAsync(store, lease, [new KeptSeries(Contracts, AfterId: 100)]);

        Assert.Equal(100, rows);
        Assert.Equal(0L, await store.ExecuteAsync(InDefault));
        Assert.Equal(Days + 3L, await store.ExecuteAsync(Partitions));
    }

    [PostgreSqlFact]
    public async Task Delete_EventWithATimeToCome_IsKeptAsLongAsItSays()
    {
        await using var store = await StartAsync();
        await store.ExecuteAsync("UPDATE valhalla.kpi_event SET created_at = now() + interval '99 days' WHERE id = 3");
        var lease = await RollUpAsync(store, long.MaxValue);

        await DeleteAsync(store, lease, []);

        Assert.Equal(3L, await store.ExecuteAsync("SELECT id FROM valhalla.kpi_event_default"));
    }

    [PostgreSqlFact]
    public async Task Delete_TheTableIsInUse_GivesUpSoonAndChangesNothing()
    {
        await using var store = await StartAsync();
        var lease = await RollUpAsync(store, long.MaxValue);
        await using var connection = new NpgsqlConnection(store.ConnectionString + ";Pooling=false");
        await connection.OpenAsync();
        await using (await connection.BeginTransactionAsync())
        {
            await using var read = new NpgsqlCommand(Rows, connection);
            await read.ExecuteScalarAsync();

            var failure = await Assert.ThrowsAsync<ValhallaStoreException>(
                async () => await DeleteAsync(store, lease, []));
            Assert.Equal(StoreFailure.Busy, failure.Failure);
            Assert.Equal((long)Days * Each, await store.ExecuteAsync(Rows));
        }

        Assert.Equal((long)(Days - 5) * Each, await DeleteAsync(store, lease, []));
    }

    [PostgreSqlFact]
    public async Task Delete_WhileEventsAreWritten_LosesNone()
    {
        await using var store = await StartAsync();
        var lease = await RollUpAsync(store, long.MaxValue);
        var entry = new KpiEvent
        {
            Domain = Contracts.Domain,
            Metric = Contracts.Metric,
            CreatedAt = TimeProvider.System.GetUtcNow(),
        };
        var writing = Task.WhenAll(Enumerable.Range(0, 3).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 40; i++)
            {
                await store.Kpi.AppendAsync(
                    new[] { entry }, writer == 0 ? new long[1] : Memory<long>.Empty, CancellationToken.None);
            }
        })));

        var rows = await DeleteAsync(store, lease, []);

        await writing;
        Assert.Equal((long)(Days - 5) * Each, rows);
        Assert.Equal((5L * Each) + 120, await store.ExecuteAsync(Rows));
    }

    [PostgreSqlFact]
    public async Task Delete_OldDaysOfTheJournal_KeepsTheEventsOfOpenReservations()
    {
        await using var store = await PostgreSqlStoreUnderTest.CreateAsync();
        await store.InitializeAsync();
        await store.CreateDaysAsync("risk_event", Days);
        var closed = (await store.Ledger.ReserveAsync(10)).ReservationId!.Value;
        await store.Ledger.ReserveAsync(20);
        await store.Ledger.SettleAsync(closed, loss: 1);
        await store.PassDaysAsync(9);
        await store.Ledger.ReserveAsync(30);
        var lease = (await store.Retention.TryBeginAsync("node", CancellationToken.None))!;

        var rows = await DeleteAsync(store, lease, [], RetentionTableNames.RiskEvent);

        Assert.Equal(2, rows);
        var left = await store.Ledger.ListEventsAsync(new RiskEventQuery(), CancellationToken.None);
        Assert.Equal([30m, 20m], left.Select(entry => entry.Amount.ToDecimal()));
        Assert.Equal(1L, await store.ExecuteAsync("SELECT count(*) FROM valhalla.risk_event_default"));
        Assert.Equal(
            5L + 3,
            await store.ExecuteAsync(Partitions.Replace("kpi", "risk", StringComparison.Ordinal)));
    }

    private static async Task<PostgreSqlStoreUnderTest> StartAsync(int each = Each)
    {
        var store = await PostgreSqlStoreUnderTest.CreateAsync();
        await store.InitializeAsync();
        await store.FillDaysAsync(Days, each);
        return store;
    }

    private static async Task<RetentionLease> RollUpAsync(StoreUnderTest store, long most)
    {
        var lease = (await store.Retention.TryBeginAsync("node", CancellationToken.None))!;
        var horizon = Math.Min(most, await store.Retention.FindHorizonAsync(CancellationToken.None));
        while (!(await store.Retention.RollUpAsync(lease, horizon, 10_000, CancellationToken.None))!.Value.IsLast)
        {
            // Step by step.
        }

        return lease;
    }

    private async Task<long> DeleteAsync(
        StoreUnderTest store,
        RetentionLease lease,
        IReadOnlyList<KeptSeries> kept,
        string table = RetentionTableNames.KpiEvent)
    {
        var order = new RetentionOrder(table, _fiveDaysAgo, AfterId: 0, BatchSize: 1_000, kept);
        var rows = 0L;
        while (true)
        {
            var step = (await store.Retention.DeleteAsync(lease, order, CancellationToken.None))!.Value;
            rows += step.Rows;
            if (step.IsLast)
            {
                return rows;
            }

            order = order with { AfterId = step.LastId };
        }
    }

    private async Task<IReadOnlyList<KpiRollupDay>> DaysAsync(StoreUnderTest store)
    {
        var today = DateOnly.FromDateTime(_fiveDaysAgo.UtcDateTime).AddDays(5);
        return (await store.Rollups.ReadRollupsAsync(
            Contracts, today.AddDays(-20), today, CancellationToken.None)).Days;
    }
}
