using Valhalla.Governance.Idempotency;
using Valhalla.Governance.Kpi;
using Valhalla.Governance.Storage;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Core.Tests.Kpi;

public sealed class InMemoryKpiStoreTests
{
    private readonly InMemoryKpiStore _store = new(new InMemoryDatabase(new FakeTimeProvider()));

    [Fact]
    public async Task Read_Samples_AreOfTheSeriesAfterTheIdInOrder()
    {
        for (var i = 1; i <= 10; i++)
        {
            await AppendAsync(KpiHarness.Event(i), KpiHarness.Event(-i) with { Metric = new MetricName("other") });
        }

        Assert.Equal([17, 19], (await _store.ReadNewestAsync(KpiHarness.Series, 0, 2, default)).Select(s => s.Id));
        Assert.Equal([1, 3], (await _store.ReadOldestAsync(KpiHarness.Series, 0, 2, default)).Select(s => s.Id));
        Assert.Equal([5, 7], (await _store.ReadOldestAsync(KpiHarness.Series, 4, 2, default)).Select(s => s.Id));
        Assert.Equal([19], (await _store.ReadNewestAsync(KpiHarness.Series, 17, 5, default)).Select(s => s.Id));
        Assert.Empty(await _store.ReadNewestAsync(KpiHarness.Series, 19, 5, default));
        var unknown = new KpiSeries(new DomainName("X"), KpiHarness.Metric);
        Assert.Empty(await _store.ReadNewestAsync(unknown, 0, 5, default));
    }

    [Fact]
    public async Task List_Filters_AreAppliedNewestFirst()
    {
        await AppendAsync(
            KpiHarness.Event(1),
            KpiHarness.Event(2) with { Domain = new DomainName("CAPITAL") },
            KpiHarness.Event(3) with { CorrelationId = "other" },
            KpiHarness.Event(4));

        await AssertListAsync(new KpiQuery(), 4, 3, 2, 1);
        await AssertListAsync(new KpiQuery { Limit = 2 }, 4, 3);
        await AssertListAsync(new KpiQuery { BeforeId = 3 }, 2, 1);
        await AssertListAsync(new KpiQuery { Domain = new DomainName("CAPITAL") }, 2);
        await AssertListAsync(new KpiQuery { CorrelationId = "other" }, 3);
        Assert.Empty(await ListAsync(new KpiQuery { Metric = new MetricName("none") }));
    }

    [Fact]
    public async Task Append_BeyondTheBound_ForgetsTheOldest()
    {
        var events = Enumerable.Repeat(KpiHarness.Event(), 10_000).ToArray();
        for (var i = 0; i <= InMemoryKpiStore.MaxEvents / events.Length; i++)
        {
            await AppendAsync(events);
        }

        var oldest = (await _store.ReadOldestAsync(KpiHarness.Series, 0, 1, default))[0].Id;
        Assert.Equal(InMemoryKpiStore.MaxEvents + events.Length - (InMemoryKpiStore.MaxEvents * 9 / 10) + 1, oldest);
        Assert.Single(await _store.ListAsync(new KpiQuery { BeforeId = oldest + 1 }, default));
    }

    [Fact]
    public async Task AppendOnce_SameKey_AnswersWhatWasStored()
    {
        var ids = new long[1];
        var ticket = new IdempotencyTicket("kpi", "key", "hash");
        Assert.Null(await _store.AppendOnceAsync(
            new[] { KpiHarness.Event() }, ids, ticket, KpiAnswer.Write, default));

        var earlier = await _store.AppendOnceAsync(
            new[] { KpiHarness.Event() }, ids, ticket with { RequestHash = "other" }, KpiAnswer.Write, default);

        Assert.Equal(new StoredAnswer("hash", "[1]"), earlier);
        Assert.Single(await ListAsync(new KpiQuery()));
    }

    private async Task AppendAsync(params KpiEvent[] events) => await _store.AppendAsync(events, default, default);

    private async Task AssertListAsync(KpiQuery query, params int[] expected) =>
        Assert.Equal(expected, await ListAsync(query));

    private async Task<int[]> ListAsync(KpiQuery query) =>
        [.. (await _store.ListAsync(query, default)).Select(r => (int)r.Event.Value!.Value)];
}
