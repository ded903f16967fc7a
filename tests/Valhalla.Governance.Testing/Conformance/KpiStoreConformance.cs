using System.Text.Json;
using Valhalla.Governance.Idempotency;
using Valhalla.Governance.Kpi;

namespace Valhalla.Governance.Testing.Conformance;

/// <summary>What every <see cref="IKpiStore"/> does.</summary>
public abstract class KpiStoreConformance : StoreConformance
{
    private static readonly KpiSeries Series = new(new DomainName("WHOLESALE"), new MetricName("contract_rate"));
    private static readonly DateTimeOffset At = new(2026, 1, 13, 15, 30, 0, TimeSpan.Zero);

    private IKpiStore Kpi => Store.Kpi;

    [ConformanceFact]
    public async Task Append_IdsWanted_TheyGrowInTheOrderOfTheEvents()
    {
        var ids = new long[500];
        await Kpi.AppendAsync(Events(500), ids, CancellationToken.None);

        var samples = await Kpi.ReadOldestAsync(Series, 0, 1_000, CancellationToken.None);

        Assert.Equal(ids.Order(), ids);
        Assert.Equal(ids, samples.Select(sample => sample.Id));
        Assert.Equal(Enumerable.Range(0, 500).Select(i => (double?)i), samples.Select(sample => sample.Value));
    }

    [ConformanceFact]
    public async Task Append_IdsNotWanted_AllStoredInOrder()
    {
        await Kpi.AppendAsync(Events(300), Memory<long>.Empty, CancellationToken.None);
        await Kpi.AppendAsync(ReadOnlyMemory<KpiEvent>.Empty, Memory<long>.Empty, CancellationToken.None);

        var samples = await Kpi.ReadOldestAsync(Series, 0, 1_000, CancellationToken.None);

        Assert.Equal(Enumerable.Range(0, 300).Select(i => (double?)i), samples.Select(sample => sample.Value));
    }

    [ConformanceFact]
    public async Task List_EveryField_AsItWasAppended()
    {
        var full = new KpiEvent
        {
            Domain = Series.Domain,
            Metric = Series.Metric,
            Success = true,
            Value = 1e-300,
            DurationMs = 12.5,
            Actor = "anna 😀",
            CorrelationId = "",
            DetailJson = "{\"a\":\"\\u0001 '\\\"\"}",
            CreatedAt = At.AddTicks(1_234_560),
        };
        var bare = new KpiEvent { Domain = new DomainName("A"), Metric = new MetricName("b"), CreatedAt = At };
        await Kpi.AppendAsync(new[] { full, bare }, Memory<long>.Empty, CancellationToken.None);
        await Kpi.AppendAsync(new[] { full, bare }, new long[2], CancellationToken.None);

        var records = await Kpi.ListAsync(new KpiQuery(), CancellationToken.None);

        Assert.Equal([bare, full, bare, full], records.Select(record => record.Event));
    }

    [ConformanceFact]
    public async Task ReadNewest_MoreThanAsked_TheLastOnesInOrder()
    {
        var ids = new long[20];
        await Kpi.AppendAsync(Events(20), ids, CancellationToken.None);

        var newest = await Kpi.ReadNewestAsync(Series, 0, 5, CancellationToken.None);
        var after = await Kpi.ReadNewestAsync(Series, ids[17], 5, CancellationToken.None);
        var oldest = await Kpi.ReadOldestAsync(Series, ids[2], 3, CancellationToken.None);
        var other = await Kpi.ReadNewestAsync(
            Series with { Metric = new MetricName("other") }, 0, 5, CancellationToken.None);

        Assert.Equal(ids[15..], newest.Select(sample => sample.Id));
        Assert.Equal(ids[18..], after.Select(sample => sample.Id));
        Assert.Equal(ids[3..6], oldest.Select(sample => sample.Id));
        Assert.Empty(other);
    }

    [ConformanceFact]
    public async Task ReadSettledId_NobodyIsWriting_IsTheNewestId()
    {
        var empty = await Kpi.ReadSettledIdAsync(CancellationToken.None);
        var ids = new long[20];
        await Kpi.AppendAsync(Events(20), ids, CancellationToken.None);

        Assert.Equal((0, ids[^1]), (empty, await Kpi.ReadSettledIdAsync(CancellationToken.None)));
    }

    [ConformanceFact]
    public async Task List_PagedAndFiltered_NewestFirstWithoutGaps()
    {
        var ids = new long[9];
        await Kpi.AppendAsync(Events(9), ids, CancellationToken.None);
        await Kpi.AppendAsync(
            new[] { new KpiEvent { Domain = new DomainName("X"), Metric = new MetricName("y"),
                CorrelationId = "z" } with { CreatedAt = At } },
            Memory<long>.Empty,
            CancellationToken.None);

        var query = new KpiQuery { Domain = Series.Domain, Metric = Series.Metric, Limit = 5 };
        var first = await Kpi.ListAsync(query, CancellationToken.None);
        var second = await Kpi.ListAsync(query with { BeforeId = first[^1].Id }, CancellationToken.None);

        Assert.Equal(ids.Reverse(), first.Concat(second).Select(record => record.Id));
        Assert.Single(await Kpi.ListAsync(new KpiQuery { CorrelationId = "z" }, CancellationToken.None));
    }

    [ConformanceFact]
    public async Task AppendOnce_Twice_SecondGetsTheFirstAnswerAndNothingIsAdded()
    {
        var (first, ids) = await AppendOnceAsync("key-1");
        var (second, _) = await AppendOnceAsync("key-1");

        Assert.Null(first);
        Assert.Equal(JsonSerializer.Serialize(ids), second!.AnswerJson);
        Assert.Equal(new string('a', 64), second.RequestHash);
        Assert.Equal(3, (await Kpi.ListAsync(new KpiQuery(), CancellationToken.None)).Count);
    }

    [ConformanceFact]
    public async Task AppendOnce_Racing_OneAppendsAndAllGetItsAnswer()
    {
        var results = await Task.WhenAll(
            Enumerable.Range(0, 12).Select(_ => Task.Run(() => AppendOnceAsync("race"))));

        var (_, ids) = Assert.Single(results, result => result.Earlier is null);
        var answer = JsonSerializer.Serialize(ids);
        Assert.All(results, result => Assert.True(result.Earlier is null || result.Earlier.AnswerJson == answer));
        Assert.Equal(3, (await Kpi.ListAsync(new KpiQuery(), CancellationToken.None)).Count);
    }

    [ConformanceFact]
    public async Task AppendOnce_AnswerThrows_NothingStoredAndTheKeyIsFree()
    {
        await Assert.ThrowsAsync<NotSupportedException>(async () => await Kpi.AppendOnceAsync(
            Events(3), new long[3], Ticket("key-2"), _ => throw new NotSupportedException(), CancellationToken.None));

        Assert.Empty(await Kpi.ListAsync(new KpiQuery(), CancellationToken.None));
        Assert.Null((await AppendOnceAsync("key-2")).Earlier);
    }

    private async Task<(StoredAnswer? Earlier, long[] Ids)> AppendOnceAsync(string key)
    {
        var ids = new long[3];
        var earlier = await Kpi.AppendOnceAsync(
            Events(3), ids, Ticket(key), stored => JsonSerializer.Serialize(stored.ToArray()), CancellationToken.None);
        return (earlier, ids);
    }

    private static IdempotencyTicket Ticket(string key) => new("kpi", key, new string('a', 64));

    private static KpiEvent[] Events(int count) =>
    [
        .. Enumerable.Range(0, count).Select(i => new KpiEvent
        {
            Domain = Series.Domain, Metric = Series.Metric, Success = i % 2 == 0, Value = i, CreatedAt = At,
        }),
    ];
}
