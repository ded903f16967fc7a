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
    public async Task FailOverdue_DueWithoutOutcome_OldestFirstAndEachOnce()
    {
        var ids = new List<long>();
        for (var i = 0; i < 4; i++)
        {
            var due = Recommendation() with { OutcomeDueAt = At.AddHours(4 - i) };
            ids.Add((await Heimdall.AppendAsync(due, null, Answer, CancellationToken.None)).Id);
        }

        await Heimdall.RecordOutcomeAsync(ids[2], true, false, At, Cell(9), CancellationToken.None);
        var pending = await Heimdall.ReadOverdueCellsAsync(Domain, "", At, At.AddHours(9), CancellationToken.None);

        var first = await Heimdall.FailOverdueAsync(At.AddHours(9), 2, CancellationToken.None);
        var left = await Heimdall.FindAsync(ids[0], CancellationToken.None);
        var second = await Heimdall.FailOverdueAsync(At.AddHours(9), 2, CancellationToken.None);

        Assert.Equal((2, 1), (first, second));
        Assert.Null(left!.Success);
        Assert.Equal(3, Assert.Single(pending).Overdue);
        Assert.Empty(await Heimdall.ReadOverdueCellsAsync(null, null, At, At.AddHours(9), CancellationToken.None));
        var failed = (await Heimdall.FindAsync(ids[3], CancellationToken.None))!;
        Assert.Equal((false, true, At.AddHours(1)), (failed.Success!.Value, failed.IsOverdue, failed.OutcomeAt!.Value));
        var cells = await Heimdall.ReadCellsAsync(Domain, "", Day, Day.AddDays(1), CancellationToken.None);
        Assert.Equal((4, 1, 3), (
            cells.Sum(cell => cell.Trials), cells.Sum(cell => cell.Successes), cells.Sum(cell => cell.Overdue)));
        Assert.Equal(pending[0].SquaredErrorSum, cells.Sum(cell => cell.SquaredErrorSum) - 0.0025, 9);
    }

    [ConformanceFact]
    public async Task ReadOverdue_ManyOverdue_AreSummedByTheDatabase()
    {
        const int each = 5;
        double[] confidences = [0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.35, 0.4, 0.5, 0.6, 0.65, 0.7, 0.8, 0.85, 0.9, 0.95, 1];
        for (var i = 0; i < each * confidences.Length; i++)
        {
            var overdue = Recommendation() with
            {
                Confidence = confidences[i % confidences.Length],
                OutcomeDueAt = At.AddDays(-(i % each)),
            };
            await Heimdall.AppendAsync(overdue, null, Answer, CancellationToken.None);
        }

        IReadOnlyList<ScorecardCell> all = [];
        var commands = await Store.Commands.OfAsync(async () => all = await Heimdall.ReadOverdueCellsAsync(
            Domain, null, At.AddDays(-each), At, CancellationToken.None));
        var late = await Heimdall.ReadOverdueCellsAsync(Domain, null, At.AddDays(-1), At, CancellationToken.None);

        Assert.Equal(Store is InMemoryStoreUnderTest ? 0 : 1, commands.Count);
        Assert.All(commands, command => Assert.Contains("GROUP BY", command, StringComparison.Ordinal));
        Assert.Equal(
            confidences.GroupBy(static value => HeimdallRules.BinOf(value)).Select(static bin => (
                bin.Key, bin.Count() * each, Math.Round(bin.Sum() * each, 6))),
            all.GroupBy(static cell => cell.Bin).OrderBy(static bin => bin.Key).Select(static bin => (
                bin.Key,
                bin.Sum(static cell => cell.Overdue),
                Math.Round(bin.Sum(static cell => cell.ConfidenceSum), 6))));
        Assert.Equal(2 * confidences.Length, late.Sum(static cell => cell.Overdue));
    }

    [ConformanceFact]
    public async Task FailOverdue_Racing_EachIsCountedOnce()
    {
        for (var i = 0; i < 30; i++)
        {
            await Heimdall.AppendAsync(
                Recommendation() with { OutcomeDueAt = At }, null, Answer, CancellationToken.None);
        }

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
        {
            while (await Heimdall.FailOverdueAsync(At, 7, CancellationToken.None) > 0)
            {
                // Until nothing is left.
            }
        })));

        var cells = await Heimdall.ReadCellsAsync(Domain, "", Day, Day, CancellationToken.None);
        Assert.Equal(30, Assert.Single(cells).Overdue);
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
