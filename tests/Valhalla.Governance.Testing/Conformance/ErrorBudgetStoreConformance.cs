using Valhalla.Governance.ErrorBudgets;
using Valhalla.Governance.Idempotency;

namespace Valhalla.Governance.Testing.Conformance;

/// <summary>What every <see cref="IErrorBudgetStore"/> does.</summary>
public abstract class ErrorBudgetStoreConformance : StoreConformance
{
    private protected static readonly KpiSeries Series = new(
        new DomainName("WHOLESALE"), new MetricName("contract_rate"));

    private static readonly DateTimeOffset Now = new(2026, 1, 16, 12, 0, 30, TimeSpan.Zero);
    private static readonly SloKey Uptime = new("uptime", SloKey.Posted);

    private protected static readonly SloKey Contracts = new("contracts", SloKey.SourceOf(Series));

    private IErrorBudgetStore Budgets => Store.ErrorBudgets;

    [ConformanceFact]
    public async Task Add_SameMinuteAgain_AddsUpAndKeepsTheNewestTime()
    {
        await AddAsync(Minute(Uptime, 0, 10, 1, seconds: 20));
        await AddAsync(Minute(Uptime, 0, 5, 2, seconds: 10), Minute(Uptime, 1, 100, 0));
        await AddAsync(Minute(Uptime with { Objective = "other" }, 0, 7, 7), Minute(Contracts, 0, 3, 3));

        var reading = await ReadAsync(Uptime);

        Assert.Equal(new SloTotals(115, 3), reading.Totals[0]);
        Assert.Equal(At(0).AddSeconds(20), reading.LastAt);
        Assert.Equal(new SloTotals(3, 3), (await ReadAsync(Contracts)).Totals[^1]);
    }

    [ConformanceFact]
    public async Task Read_MinutesAtTheEdges_AreInTheirWindows()
    {
        // The first and the last minute of 5 min, one beyond it, the first of the month, one beyond it, the window's
        // first, one beyond it, and one that has not begun.
        var month = (int)(SloMinute.StartOf(Now) - new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero)).TotalMinutes;
        await AddAsync(
            Minute(Uptime, 0, 1, 0), Minute(Uptime, 4, 2, 0), Minute(Uptime, 5, 4, 0), Minute(Uptime, month, 8, 0),
            Minute(Uptime, month + 1, 16, 0), Minute(Uptime, 43_199, 32, 0), Minute(Uptime, 43_200, 64, 0),
            Minute(Uptime, -1, 128, 0));

        var reading = await ReadAsync(Uptime);

        Assert.Equal([3, 7, 7, 7, 7, 7, 7, 15, 63], reading.Totals.Select(total => total.Good));
        Assert.All(reading.Totals, total => Assert.Equal(0, total.Bad));
        Assert.Equal(At(0), reading.LastAt);
    }

    [ConformanceFact]
    public async Task Read_NothingCounted_IsZeroWithoutATime()
    {
        var reading = await ReadAsync(Uptime);

        Assert.Equal(SloWindows.Count, reading.Totals.Count);
        Assert.All(reading.Totals, total => Assert.Equal(default, total));
        Assert.Null(reading.LastAt);
    }

    [ConformanceFact]
    public async Task Add_SameKeyRacing_IsAddedOnce()
    {
        var ticket = new IdempotencyTicket("slo", "key", new string('c', 64));

        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
            await Budgets.AddAsync([Minute(Uptime, 0, 1, 0)], ticket, "1", Now, CancellationToken.None))));

        Assert.Single(answers, answer => answer is null);
        Assert.All(answers.Where(answer => answer is not null), answer => Assert.Equal("1", answer!.AnswerJson));
        Assert.Equal(1, (await ReadAsync(Uptime)).Totals[0].Good);
    }

    [ConformanceFact]
    public async Task Add_ManyWritersOfTheSameMinutes_LoseNothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(writer => Task.Run(async () =>
        {
            for (var i = 0; i < 20; i++)
            {
                // Each in another order: the merge puts them into the one that all share.
                var minutes = Enumerable.Range(0, 5).Select(m => Minute(Uptime, (m + writer) % 5, 1, 2));
                await AddAsync([.. minutes]);
            }
        })));

        Assert.Equal(new SloTotals(800, 1_600), (await ReadAsync(Uptime)).Totals[0]);
    }

    [ConformanceFact]
    public async Task Fold_EventsInSteps_CountsEachOnce()
    {
        await EmitAsync(true, 3);
        await EmitAsync(false, 2);
        await EmitAsync(null, 4);

        var steps = new List<SloFold>();
        do
        {
            steps.Add(await FoldAsync(limit: 4));
        }
        while (steps[^1].HasMore);

        var again = await FoldAsync();
        await EmitAsync(false, 1);
        var more = await FoldAsync();

        Assert.Equal(9, steps.Sum(step => step.Events));
        Assert.Equal((0, 1), (again.Events, more.Events));
        Assert.Equal(new SloTotals(3, 3), (await ReadAsync(Contracts)).Totals[0]);
    }

    [ConformanceFact]
    public async Task Fold_OldEventsAndOtherSeries_AreNotCounted()
    {
        await EmitAsync(true, 2, At(60));
        await EmitAsync(true, 1, At(61));
        await Store.Kpi.AppendAsync(
            new[]
            {
                new KpiEvent
                {
                    Domain = Series.Domain, Metric = new MetricName("other"), Success = true, CreatedAt = At(0),
                },
            },
            default,
            CancellationToken.None);

        var fold = await Budgets.FoldAsync(Contracts, Series, At(60), 100, CancellationToken.None);

        Assert.Equal(3, fold.Events);
        Assert.Equal(new SloTotals(2, 0), (await ReadAsync(Contracts)).Totals[^1]);
    }

    [ConformanceFact]
    public async Task Fold_SeveralAtOnceWhileEventsAreWritten_CountsEachOnce()
    {
        using var written = new CancellationTokenSource();
        var writers = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
        {
            for (var i = 0; i < 50; i++)
            {
                await EmitAsync(i % 2 == 0, 5);
            }
        })).ToArray();
        var counters = Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            while (!written.IsCancellationRequested)
            {
                await FoldAsync(limit: 17);
            }
        })).ToArray();

        await Task.WhenAll(writers);
        await written.CancelAsync();
        await Task.WhenAll(counters);
        while ((await FoldAsync()) is { HasMore: true } or { IsHeldUp: true })
        {
            await Task.Yield();
        }

        Assert.Equal(new SloTotals(500, 500), (await ReadAsync(Contracts)).Totals[0]);
    }

    [ConformanceFact]
    public async Task Purge_Limit_DeletesTheOldestFirst()
    {
        await AddAsync(Minute(Uptime, 10, 1, 0), Minute(Uptime, 11, 1, 0), Minute(Uptime, 12, 1, 0));

        var deleted = await Budgets.PurgeAsync(At(10), 1, CancellationToken.None);
        var left = (await ReadAsync(Uptime)).Totals[1].Good;
        var rest = await Budgets.PurgeAsync(At(10), 10, CancellationToken.None);

        Assert.Equal((1, 2L, 1), (deleted, left, rest));
        Assert.Equal(1, (await ReadAsync(Uptime)).Totals[1].Good);
    }

    private protected async Task EmitAsync(bool? success, int count, DateTimeOffset? at = null) =>
        await Store.Kpi.AppendAsync(
            Enumerable.Repeat(
                new KpiEvent
                {
                    Domain = Series.Domain,
                    Metric = Series.Metric,
                    Success = success,
                    Value = 1,
                    CreatedAt = at ?? At(0),
                },
                count).ToArray(),
            default,
            CancellationToken.None);

    private protected async Task<SloFold> FoldAsync(int limit = 1_000) => await Budgets.FoldAsync(
        Contracts, Series, Now.AddDays(-100), limit, CancellationToken.None);

    private protected async Task<SloReading> ReadAsync(SloKey key) => await Budgets.ReadAsync(
        key, SloWindows.At(Now, TimeSpan.FromDays(30)), CancellationToken.None);

    private static DateTimeOffset At(int minutesAgo) => SloMinute.StartOf(Now).AddMinutes(-minutesAgo);

    private static SloMinute Minute(SloKey key, int minutesAgo, long good, long bad, int seconds = 0) => new(
        key, At(minutesAgo), new SloTotals(good, bad), At(minutesAgo).AddSeconds(seconds));

    private async Task AddAsync(params SloMinute[] minutes) => Assert.Null(await Budgets.AddAsync(
        SloMinute.Merge(minutes), null, "", Now, CancellationToken.None));
}
