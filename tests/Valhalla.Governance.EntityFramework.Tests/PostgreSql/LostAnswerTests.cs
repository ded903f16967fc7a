using Npgsql;
using Valhalla.Governance.ErrorBudgets;
using Valhalla.Governance.Heimdall;
using Valhalla.Governance.Operations.BuyerLiquidity;
using Valhalla.Governance.Operations.FollowUp;
using Valhalla.Governance.Ramp;
using Valhalla.Governance.Testing.Conformance;
using Valhalla.Governance.Testing.PostgreSql;

namespace Valhalla.Governance.EntityFramework.Tests.PostgreSql;

/// <summary>Writes without a key whose answer to the commit is lost: done once, and answered so.</summary>
public sealed class LostAnswerTests : IAsyncLifetime
{
    private PostgreSqlStoreUnderTest _direct = null!;
    private CuttingProxy _proxy = null!;
    private PostgreSqlStoreUnderTest _store = null!;

    public async Task InitializeAsync()
    {
        if (PostgreSqlInstallation.MissingReason is not null)
        {
            return;
        }

        var server = await PostgreSqlServer.GetAsync();
        _direct = await PostgreSqlStoreUnderTest.CreateAsync();
        await _direct.InitializeAsync();
        _proxy = new CuttingProxy(server.Port);
        _store = new PostgreSqlStoreUnderTest(
            new NpgsqlConnectionStringBuilder(_direct.ConnectionString) { Port = _proxy.Port }.ConnectionString);
    }

    public async Task DisposeAsync()
    {
        if (_store is not null)
        {
            await _store.DisposeAsync();
            _proxy.Dispose();
            await _direct.DisposeAsync();
        }
    }

    [PostgreSqlFact]
    public async Task SloCounts_CountedOnce()
    {
        var minute = new SloMinute(
            new SloKey("checkout", "api"), DateTimeOffset.UnixEpoch, new SloTotals(40, 2), DateTimeOffset.UnixEpoch);
        await AddAsync();

        await CutAsync(AddAsync);

        Assert.Equal(80L, await _direct.ExecuteAsync("SELECT sum(good)::bigint FROM valhalla.slo_count_minute"));

        async Task AddAsync() => Assert.Null(await _store.ErrorBudgets.AddAsync(
            [minute], null, "", DateTimeOffset.UnixEpoch, CancellationToken.None));
    }

    [PostgreSqlFact]
    public async Task RampObservations_AppendedOnce()
    {
        var observation = new StoredObservation(
            1, 100, 7, InfluenceDecision.Live, "a", "b", null, null, null, DateTimeOffset.UnixEpoch);

        await CutAsync(async () => await _store.Ramp.AppendAsync([observation, observation], CancellationToken.None));

        Assert.Equal(2L, await _direct.ExecuteAsync("SELECT count(*) FROM valhalla.influence_event"));
    }

    [PostgreSqlFact]
    public async Task Recommendation_AppendedOnceAndItsOutcomeIsItsOwn()
    {
        var id = 0L;
        await CutAsync(async () => id = (await _store.Heimdall.AppendAsync(
            Recommendation(), null, _ => "", CancellationToken.None)).Id);
        var recorded = false;
        await CutAsync(async () => recorded = await _store.Heimdall.RecordOutcomeAsync(
            id,
            success: true,
            overdue: false,
            DateTimeOffset.UnixEpoch,
            HeimdallRules.CellOf(Recommendation(), true, false, DateTimeOffset.UnixEpoch),
            CancellationToken.None));

        Assert.True(recorded);
        Assert.NotNull(await _direct.Heimdall.FindAsync(id, CancellationToken.None));
        Assert.Equal(1L, await _direct.ExecuteAsync("SELECT count(*) FROM valhalla.heimdall_recommendation"));
        Assert.Equal(1L, await _direct.ExecuteAsync("SELECT sum(trials)::bigint FROM valhalla.heimdall_scorecard_day"));
    }

    [PostgreSqlFact]
    public async Task BuyerFeedback_CountedOnce()
    {
        var feedback = new BuyerFeedback
        {
            Node = new LiquidityNodeKey(new ProvinceCode("ON"), new MarketName("TORONTO"), new PropertyType("SFH")),
            Kind = BuyerFeedbackKind.Contacted,
            Actor = "tester",
            CreatedAt = DateTimeOffset.UnixEpoch,
        };

        await CutAsync(async () => await _store.BuyerLiquidity.AppendAsync(
            feedback, null, (_, _) => "", CancellationToken.None));

        Assert.Equal(1L, await _direct.ExecuteAsync("SELECT count(*) FROM valhalla.buyer_feedback_event"));
        Assert.Equal(1L, await _direct.ExecuteAsync("SELECT sum(events)::bigint FROM valhalla.buyer_liquidity_node"));
    }

    [PostgreSqlFact]
    public async Task FollowUp_EachStepIsAnsweredAsItsOwn()
    {
        var created = default(LadderCreation);
        await CutAsync(async () => created = await _store.FollowUps.CreateAsync(
            Ladders.NewLadderOf("lead-1"), null, CancellationToken.None));
        IReadOnlyList<FollowUpTask> claimed = [];
        await CutAsync(async () => claimed = await _store.FollowUps.ClaimAsync(
            Ladders.Order(2), Ladders.OpenEverywhere, CancellationToken.None));
        var completed = false;
        await CutAsync(async () => completed = await _store.FollowUps.TryCompleteAsync(
            new FollowUpCompletion(claimed[0].Id, "ann", "reached", null, DateTimeOffset.UnixEpoch, 1),
            CancellationToken.None));
        var stopped = 0;
        await CutAsync(async () => stopped = await _store.FollowUps.StopAsync(
            "lead-1", "REPLIED", "ann", CancellationToken.None));

        Assert.Equal(CreateLadderStatus.Created, created.Status);
        Assert.Equal(2, claimed.Count);
        Assert.True(completed);
        Assert.Equal(5, stopped);
        Assert.Equal(2L, await _direct.ExecuteAsync(
            "SELECT count(*) FROM valhalla.followup_task WHERE claim_id IS NOT NULL"));
    }

    [PostgreSqlFact]
    public async Task Marks_OfManyWrites_AreUsedAgain()
    {
        for (var i = 0; i < 5; i++)
        {
            await _store.Heimdall.AppendAsync(Recommendation(), null, _ => "", CancellationToken.None);
        }

        Assert.Equal(1L, await _direct.ExecuteAsync(
            "SELECT count(*) FROM valhalla.idempotency_key WHERE scope = 'write'"));
    }

    /// <summary>Runs a write whose answer to the commit is lost.</summary>
    private async Task CutAsync(Func<Task> write)
    {
        var cuts = _proxy.Cuts;
        _proxy.CutNext();
        await write();
        Assert.Equal(cuts + 1, _proxy.Cuts);
    }

    private static HeimdallRecommendation Recommendation() => new()
    {
        Domain = new DomainName("WHOLESALE_OFFER"),
        ModelVersion = "",
        Confidence = 0.9,
        RecommendationJson = "{}",
        Actor = "tester",
        ProdEligible = false,
        Reasons = "",
        CreatedAt = DateTimeOffset.UnixEpoch,
        OutcomeDueAt = DateTimeOffset.UnixEpoch.AddDays(30),
    };
}
