using Valhalla.Governance.Kpi;
using Valhalla.Governance.Retention;

namespace Valhalla.Governance.Testing.Conformance;

/// <summary>What every <see cref="IRetentionStore"/> does with KPI events.</summary>
public abstract class RetentionStoreConformance : StoreConformance
{
    private const int Batch = 7;
    private static readonly DateTimeOffset FirstDay = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly KpiSeries Contracts = new(new DomainName("WHOLESALE"), new MetricName("contract_rate"));
    private static readonly KpiSeries Roi = new(new DomainName("CAPITAL"), new MetricName("roi_event"));

    private IRetentionStore Retention => Store.Retention;

    [ConformanceFact]
    public async Task Begin_Due_OneProcessGetsIt()
    {
        var leases = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
            await Retention.TryBeginAsync($"node-{i}", CancellationToken.None))));

        Assert.Single(leases, lease => lease is not null);
    }

    [ConformanceFact]
    public async Task Begin_AfterARun_WaitsForTheInterval()
    {
        var first = await BeginAsync();
        await Retention.FinishAsync(first, TimeSpan.Zero, "busy", CancellationToken.None);
        var second = await BeginAsync();
        await Retention.FinishAsync(second, TimeSpan.FromHours(1), null, CancellationToken.None);

        Assert.Null(await Retention.TryBeginAsync("node", CancellationToken.None));
        Assert.NotEqual(first.Fencing, second.Fencing);
        var status = await StatusAsync();
        Assert.Equal((true, false, second.StartedAt), (status.IsEnabled, status.IsRunning, status.LastStartedAt));
        Assert.Equal(second.StartedAt.AddHours(1), status.NextRunAt);
        Assert.Null(status.LastError);
        Assert.NotNull(status.LastFinishedAt);
    }

    [ConformanceFact]
    public async Task Step_WithAnOldLease_IsRefusedAndWritesNothing()
    {
        await AppendAsync(Of(Contracts, 0, success: true));
        var lease = await BeginAsync();
        var old = lease with { Fencing = lease.Fencing - 1 };

        Assert.Null(await Retention.RollUpAsync(old, long.MaxValue, Batch, CancellationToken.None));
        Assert.Null(await Retention.DeleteAsync(old, Order(FirstDay.AddDays(9)), CancellationToken.None));
        await Retention.FinishAsync(old, TimeSpan.FromHours(1), null, CancellationToken.None);

        Assert.Empty((await RollupsAsync(Contracts)).Days);
        Assert.True((await StatusAsync()).IsRunning);
    }

    [ConformanceFact]
    public async Task RollUp_Events_SumsEachUtcDayAndSeriesOnce()
    {
        await AppendAsync(
            Of(Contracts, 0, success: true, value: 2, duration: 10),
            Of(Contracts, 0.999_99, success: false, value: -1),
            Of(Contracts, 1, success: true),
            Of(Roi, 0, value: 4.5, duration: 5),
            Of(Contracts, 0));
        var lease = await BeginAsync();

        await RollUpAsync(lease, 2);
        await RollUpAsync(lease, 2);

        var rollups = await RollupsAsync(Contracts);
        Assert.Equal(5, rollups.ThroughId);
        Assert.Equal(
            [
                new KpiRollupDay(Day(0), Contracts)
                {
                    Events = 3, Successes = 1, Failures = 1, Values = 2, ValueSum = 1, ValueMin = -1, ValueMax = 2,
                    Durations = 1, DurationMsSum = 10,
                },
                new KpiRollupDay(Day(1), Contracts) { Events = 1, Successes = 1 },
            ],
            rollups.Days);
        var roi = Assert.Single((await RollupsAsync(Roi)).Days);
        Assert.Equal((1, 0, 0, 4.5), (roi.Events, roi.Successes, roi.Failures, roi.ValueSum));
        Assert.Empty((await Store.Rollups.ReadRollupsAsync(Contracts, Day(2), Day(9), CancellationToken.None)).Days);
    }

    [ConformanceFact]
    public async Task RollUp_LateEventOfADeletedDay_IsAddedToItsDay()
    {
        await AppendAsync(Of(Contracts, 0, success: true));
        var lease = await BeginAsync();
        await RollUpAsync(lease, Batch);
        Assert.Equal(1, await DeleteAsync(lease, FirstDay.AddDays(5)));

        await AppendAsync(Of(Contracts, 0.5, success: false));
        await RollUpAsync(lease, Batch);

        var day = Assert.Single((await RollupsAsync(Contracts)).Days);
        Assert.Equal((2, 1, 1), (day.Events, day.Successes, day.Failures));
    }

    [ConformanceFact]
    public async Task Delete_EventsThatAreNotRolledUp_Stay()
    {
        await AppendAsync(Of(Contracts, 0, success: true), Of(Contracts, 0, success: true));
        var lease = await BeginAsync();
        await Retention.RollUpAsync(lease, 1, Batch, CancellationToken.None);

        Assert.Equal(1, await DeleteAsync(lease, FirstDay.AddDays(5)));

        Assert.Equal([2], await IdsAsync());
    }

    [ConformanceFact]
    public async Task Delete_KilledAfterTheRollUp_TheNextRunDeletesAndCountsNothingTwice()
    {
        await AppendAsync([.. Enumerable.Range(0, 20).Select(i => Of(Contracts, i % 3, success: true))]);
        var killed = await BeginAsync();
        await Retention.RollUpAsync(killed, 20, Batch, CancellationToken.None);
        await Retention.DeleteAsync(killed, Order(FirstDay.AddDays(3)), CancellationToken.None);

        // Not finished: what another process sees once the lease has run out.
        await Retention.FinishAsync(killed, TimeSpan.Zero, null, CancellationToken.None);
        var next = await BeginAsync();
        await RollUpAsync(next, Batch);
        await DeleteAsync(next, FirstDay.AddDays(3));

        Assert.Empty(await IdsAsync());
        Assert.Equal([7, 7, 6], (await RollupsAsync(Contracts)).Days.Select(day => day.Events));
        var table = (await StatusAsync()).Tables[0];
        Assert.Equal(("kpi_event", 20, 20), (table.Table, table.DeletedTotal, table.RolledUpToId));
    }

    [ConformanceFact]
    public async Task Delete_YoungEventsAndThoseOfTripwires_Stay()
    {
        await AppendAsync(
            [.. Enumerable.Range(0, 10).Select(i => Of(i % 2 == 0 ? Contracts : Roi, i, success: true))]);
        var lease = await BeginAsync();
        await RollUpAsync(lease, Batch);
        var order = Order(FirstDay.AddDays(7)) with { Kept = [new KeptSeries(Contracts, 3)] };

        await Retention.DeleteAsync(lease, order, CancellationToken.None);

        // Id 1 and 3 are old ones of the kept series before its limit; 5 and 7 are kept, 8 to 10 are young.
        Assert.Equal([5, 7, 8, 9, 10], await IdsAsync());
        Assert.Equal(7, await Retention.FindNewestAfterIdAsync(Contracts, 1, CancellationToken.None));
        Assert.Equal(0, await Retention.FindNewestAfterIdAsync(Contracts, 3, CancellationToken.None));
    }

    [ConformanceFact]
    public async Task Delete_APageOfYoungEvents_IsTheEnd()
    {
        await AppendAsync([.. Enumerable.Range(0, 30).Select(i => Of(Contracts, i < 7 ? 0 : 100, success: true))]);
        var lease = await BeginAsync();
        await RollUpAsync(lease, Batch);

        var first = await Retention.DeleteAsync(lease, Order(FirstDay.AddDays(7)), CancellationToken.None);
        var second = await Retention.DeleteAsync(
            lease, Order(FirstDay.AddDays(7)) with { AfterId = first!.Value.LastId }, CancellationToken.None);

        Assert.Equal(new RetentionStep(7, 7, IsLast: false), first);
        Assert.Equal((0, true), (second!.Value.Rows, second.Value.IsLast));
    }

    [ConformanceFact]
    public async Task Delete_PagesOfFutureEvents_DoNotHideOldOnesBehindThem()
    {
        await AppendAsync(
            [.. Enumerable.Range(0, 40).Select(i => Of(Contracts, i is >= 3 and < 24 ? 40_000 : 0, success: true))]);
        var lease = await BeginAsync();
        await RollUpAsync(lease, Batch);

        Assert.Equal(19, await DeleteAsync(lease, FirstDay.AddDays(7), now: FirstDay.AddDays(8)));
        Assert.Equal([.. Enumerable.Range(4, 21).Select(id => (long)id)], await IdsAsync());
    }

    [ConformanceFact]
    public async Task AnyOrder_OfWritesRollUpsAndDeletes_LosesNothingAndCountsNothingTwice()
    {
        for (var seed = 1; seed <= 5; seed++)
        {
            await RunScenarioAsync(new Random(seed));
        }

        var lease = await BeginAsync();
        await RollUpAsync(lease, Batch);
        await AssertConservedAsync();
    }

    private long Written { get; set; }

    private async Task RunScenarioAsync(Random random)
    {
        var lease = await BeginAsync();
        for (var step = 0; step < 25; step++)
        {
            switch (random.Next(3))
            {
                case 0:
                    var events = Enumerable.Range(0, random.Next(1, 12)).Select(_ => Of(
                        random.Next(2) == 0 ? Contracts : Roi, random.Next(10), random.Next(2) == 0, random.Next(100)));
                    await AppendAsync([.. events]);
                    break;
                case 1:
                    var horizon = await Retention.FindHorizonAsync(CancellationToken.None);
                    await Retention.RollUpAsync(lease, horizon, random.Next(1, 9), CancellationToken.None);
                    break;
                default:
                    await Retention.DeleteAsync(
                        lease, Order(FirstDay.AddDays(random.Next(10))), CancellationToken.None);
                    break;
            }

            await AssertConservedAsync();
        }

        await Retention.FinishAsync(lease, TimeSpan.Zero, null, CancellationToken.None);
    }

    /// <summary>Rolled-up events and those behind what is rolled up are all that were ever written.</summary>
    private async Task AssertConservedAsync()
    {
        var contracts = await RollupsAsync(Contracts);
        var roi = await RollupsAsync(Roi);
        var live = await IdsAsync();

        Assert.Equal(
            Written,
            contracts.Days.Concat(roi.Days).Sum(day => day.Events) + live.Count(id => id > contracts.ThroughId));
    }

    private static DateOnly Day(int day) => DateOnly.FromDateTime(FirstDay.UtcDateTime).AddDays(day);

    private static KpiEvent Of(
        KpiSeries series, double day, bool? success = null, double? value = null, double? duration = null) => new()
        {
            Domain = series.Domain,
            Metric = series.Metric,
            Success = success,
            Value = value,
            DurationMs = duration,
            CreatedAt = FirstDay.AddDays(day),
        };

    private static RetentionOrder Order(DateTimeOffset before) =>
        new(RetentionTableNames.KpiEvent, before, AfterId: 0, Batch, []);

    private async Task<RetentionLease> BeginAsync() =>
        Assert.IsType<RetentionLease>(await Retention.TryBeginAsync("node", CancellationToken.None));

    private async Task AppendAsync(params KpiEvent[] events)
    {
        Written += events.Length;
        await Store.Kpi.AppendAsync(events, new long[events.Length], CancellationToken.None);
    }

    private async Task RollUpAsync(RetentionLease lease, int batchSize)
    {
        var horizon = await Retention.FindHorizonAsync(CancellationToken.None);
        while (true)
        {
            var step = await Retention.RollUpAsync(lease, horizon, batchSize, CancellationToken.None);
            if (step!.Value.IsLast)
            {
                return;
            }
        }
    }

    private async Task<long> DeleteAsync(RetentionLease lease, DateTimeOffset before, DateTimeOffset? now = null)
    {
        var order = Order(before) with { Now = now ?? DateTimeOffset.MaxValue };
        var rows = 0L;
        while (true)
        {
            var step = (await Retention.DeleteAsync(lease, order, CancellationToken.None))!.Value;
            rows += step.Rows;
            if (step.IsLast)
            {
                return rows;
            }

            order = order with { AfterId = step.LastId };
        }
    }

    private async Task<IReadOnlyList<long>> IdsAsync() =>
        [
            .. (await Store.Kpi.ListAsync(new KpiQuery { Limit = 1_000 }, CancellationToken.None))
                .Select(record => record.Id).Order(),
        ];

    private async Task<KpiRollups> RollupsAsync(KpiSeries series) =>
        await Store.Rollups.ReadRollupsAsync(series, Day(0), Day(365), CancellationToken.None);

    private async Task<RetentionStatus> StatusAsync() => await Retention.ReadStatusAsync(
        RetentionRule.All(new RetentionOptions()), enabled: true, CancellationToken.None);
}
