using System.Globalization;
using Valhalla.Governance.Heimdall;
using Valhalla.Governance.Idempotency;

namespace Valhalla.Governance.Testing.Conformance;

/// <summary>What every <see cref="IHeimdallStore"/> does.</summary>
public abstract class HeimdallStoreConformance : StoreConformance
{
    private static readonly DomainName Domain = new("BUYER_MATCH");
    private static readonly DateTimeOffset At = new(2026, 1, 13, 15, 30, 0, TimeSpan.Zero);
    private static readonly DateOnly Day = new(2026, 1, 13);

    private IHeimdallStore Heimdall => Store.Heimdall;

    [ConformanceFact]
    public async Task Append_EveryField_FoundAsItWasAppended()
    {
        var recommendation = Recommendation() with
        {
            EvidenceJson = "[1]",
            CorrelationId = "deal-7",
            ProdEligible = false,
            Reasons = "prod_use_disabled",
        };

        var id = (await Heimdall.AppendAsync(recommendation, null, Answer, CancellationToken.None)).Id;

        Assert.True(id > 0);
        Assert.Equal(recommendation with { Id = id }, await Heimdall.FindAsync(id, CancellationToken.None));
        Assert.Null(await Heimdall.FindAsync(id + 1, CancellationToken.None));
    }

    [ConformanceFact]
    public async Task Append_SameKeyRacing_OneStoredAndAllGetItsAnswer()
    {
        var ticket = new IdempotencyTicket("heimdall", "key", new string('c', 64));
        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
            await Heimdall.AppendAsync(Recommendation(), ticket, Answer, CancellationToken.None))));

        var stored = Assert.Single(results, result => result.Earlier is null);
        Assert.All(results, result => Assert.True(
            result.Id == stored.Id || (result.Id == 0 && result.Earlier!.AnswerJson == Answer(stored.Id))));
        Assert.Equal(1, results.Count(result => result.Id != 0));
    }

    [ConformanceFact]
    public async Task RecordOutcome_Racing_OnceSetAndOneTrial()
    {
        var id = (await Heimdall.AppendAsync(Recommendation(), null, Answer, CancellationToken.None)).Id;

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
            await Heimdall.RecordOutcomeAsync(id, i % 2 == 0, false, At, Cell(9), CancellationToken.None))));

        Assert.Equal(1, results.Count(set => set));
        var cell = Assert.Single(await Heimdall.ReadCellsAsync(null, null, Day, Day, CancellationToken.None));
        Assert.Equal(1, cell.Trials);
        Assert.Equal(At, (await Heimdall.FindAsync(id, CancellationToken.None))!.OutcomeAt);
        Assert.False(await Heimdall.RecordOutcomeAsync(12_345, true, false, At, Cell(9), CancellationToken.None));
    }

    [ConformanceFact]
    public async Task RecordOutcome_Several_CellsAreSumsAndFiltersApply()
    {
        for (var i = 0; i < 4; i++)
        {
            var id = (await Heimdall.AppendAsync(Recommendation(), null, Answer, CancellationToken.None)).Id;
            var cell = Cell(i == 3 ? 2 : 9) with
            {
                ModelVersion = i == 2 ? "v2" : "",
                Day = Day
                .AddDays(i == 3 ? 1 : 0)
            };
            Assert.True(await Heimdall.RecordOutcomeAsync(id, true, i == 1, At, cell, CancellationToken.None));
        }

        var all = await Heimdall.ReadCellsAsync(Domain, null, Day, Day.AddDays(1), CancellationToken.None);
        var day = await Heimdall.ReadCellsAsync(Domain, "", Day, Day, CancellationToken.None);

        Assert.Equal(3, all.Count);
        var sum = Assert.Single(day);
        Assert.Equal((2, 2, 9), (sum.Trials, sum.Successes, sum.Bin));
        Assert.Equal(1.9, sum.ConfidenceSum, 9);
        Assert.Equal(0.005, sum.SquaredErrorSum, 9);
        Assert.Empty(await Heimdall.ReadCellsAsync(new DomainName("NONE"), null, Day, Day, CancellationToken.None));
    }

    [ConformanceFact]
    public async Task ListOverdue_DueWithoutOutcome_OldestFirst()
    {
        var ids = new List<long>();
        for (var i = 0; i < 4; i++)
        {
            var due = Recommendation() with { OutcomeDueAt = At.AddHours(4 - i) };
            ids.Add((await Heimdall.AppendAsync(due, null, Answer, CancellationToken.None)).Id);
        }

        await Heimdall.RecordOutcomeAsync(ids[2], true, false, At, Cell(9), CancellationToken.None);

        var overdue = await Heimdall.ListOverdueAsync(Domain, At.AddHours(3), 10, CancellationToken.None);
        var limited = await Heimdall.ListOverdueAsync(null, At.AddHours(9), 2, CancellationToken.None);

        Assert.Equal([ids[3], ids[1]], overdue.Select(found => found.Id));
        Assert.Equal([ids[3], ids[1]], limited.Select(found => found.Id));
        Assert.Empty(await Heimdall.ListOverdueAsync(new DomainName("X"), At.AddDays(9), 9, CancellationToken.None));
    }

    private static string Answer(long id) => id.ToString(CultureInfo.InvariantCulture);

    private static ScorecardCell Cell(int bin) => new(Day, Domain, "", bin, 1, 1, 0, 0.95, 0.0025);

    private static HeimdallRecommendation Recommendation() => new()
    {
        Domain = Domain,
        ModelVersion = "",
        Confidence = 0.95,
        RecommendationJson = "{\"buyer\":7}",
        Actor = "heimdall",
        ProdEligible = true,
        Reasons = "",
        CreatedAt = At,
        OutcomeDueAt = At.AddHours(72),
    };
}
