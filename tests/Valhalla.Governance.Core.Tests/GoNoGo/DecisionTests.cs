using Valhalla.Governance.GoLive;

namespace Valhalla.Governance.Core.Tests.GoNoGo;

public sealed class DecisionTests : IAsyncLifetime
{
    private readonly BoardFixture _board = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _board.DisposeAsync().AsTask();

    [Fact]
    public async Task Decide_GoWithEverything_ArmsTheRampAndIsRecorded()
    {
        var now = _board.Time.GetUtcNow();
        var evaluation = await _board.SignedAsync();

        var result = await _board.DecideAsync(evaluation.Hash);

        Assert.True(result.Ok, string.Join(", ", result.Refusals));
        Assert.Equal(1, result.Decision!.Id);
        Assert.Equal(now.AddHours(24), result.Decision.ExpiresAt);
        Assert.Equal(now.AddHours(24), result.Decision.NextReviewAt);
        Assert.Equal(3, result.Decision.SignOffs.Count);
        var influence = _board.Control.Current.Influence;
        Assert.Equal((1L, now.AddHours(24)), (influence.DecisionId!.Value, influence.DecisionExpiresAt!.Value));
        Assert.Equal(["go_no_go.decide", "ramp.arm"], (await _board.AuditAsync()).TakeLast(2));
        Assert.Equal(
            [result.Decision.Id],
            (await _board.Board.ListDecisionsAsync(new GoNoGoDecisionQuery())).Select(decision => decision.Id));
    }

    [Theory]
    [InlineData(SignOffRole.ReleaseCaptain)]
    [InlineData(SignOffRole.OnCall)]
    [InlineData(SignOffRole.TechnicalLead)]
    public async Task Decide_GoWithoutOneSignature_IsRefused(SignOffRole missing)
    {
        var hash = (await _board.EvaluateAsync()).Hash;
        foreach (var role in Enum.GetValues<SignOffRole>().Where(role => role != missing))
        {
            await _board.SignAsync(hash, role, $"person {role}");
        }

        var result = await _board.DecideAsync(hash);

        Assert.Equal([GoNoGoRefusal.SignOffMissing], result.Refusals);
        Assert.Equal([missing], result.MissingRoles);
        Assert.Null(_board.Control.Current.Influence.DecisionId);
    }

    [Fact]
    public async Task Decide_GoWithAnExpiredSignature_IsRefused()
    {
        await using var board = new BoardFixture(
            new Dictionary<string, string?> { ["Valhalla:GoNoGo:SignOffLifetime"] = "01:00:00" });
        var evaluation = await board.SignedAsync();
        board.Time.Advance(TimeSpan.FromHours(1));
        board.ObserveAllGood();

        var result = await board.DecideAsync(evaluation.Hash);

        Assert.Equal([GoNoGoRefusal.SignOffMissing], result.Refusals);
        Assert.Equal(3, result.MissingRoles.Count);
    }

    [Fact]
    public async Task Decide_GoOnSupersededEvaluation_IsRefused()
    {
        var evaluation = await _board.SignedAsync();
        _board.Observe("policy_entropy", EvidenceValue.Of(0.95m));
        await _board.EvaluateAsync();

        Assert.Equal(
            [GoNoGoRefusal.EvaluationSuperseded], (await _board.DecideAsync(evaluation.Hash)).Refusals);
    }

    [Fact]
    public async Task Decide_GoOnExpiredEvaluation_IsRefused()
    {
        await using var board = new BoardFixture(
            new Dictionary<string, string?> { ["Valhalla:GoNoGo:SignOffLifetime"] = "08:00:00" });
        var evaluation = await board.SignedAsync();
        board.Time.Advance(TimeSpan.FromHours(4));
        board.ObserveAllGood();

        Assert.Equal([GoNoGoRefusal.EvaluationExpired], (await board.DecideAsync(evaluation.Hash)).Refusals);
    }

    [Fact]
    public async Task Decide_GoOnNoGoEvaluation_IsRefusedAndNamesWhatFails()
    {
        _board.Observe("page_alerts_48h", EvidenceValue.Of(1));
        var evaluation = await _board.SignedAsync();

        var result = await _board.DecideAsync(evaluation.Hash);

        Assert.Equal(GoNoGoOutcome.NoGo, evaluation.Outcome);
        Assert.Equal([GoNoGoRefusal.EvaluationNoGo], result.Refusals);
        Assert.Equal("page_alerts_48h", Assert.Single(result.Failing).Criterion.Id);
    }

    [Fact]
    public async Task Decide_GoAfterTheEvidenceChanged_IsRefusedAndNamesWhatChanged()
    {
        var evaluation = await _board.SignedAsync();
        _board.Observe("active_page_alerts", EvidenceValue.Of(1));

        var result = await _board.DecideAsync(evaluation.Hash);

        Assert.Equal([GoNoGoRefusal.EvidenceChanged], result.Refusals);
        Assert.Equal("active_page_alerts", Assert.Single(result.Failing).Criterion.Id);
    }

    [Fact]
    public async Task Decide_GoAfterTheEvidenceGrewStale_IsRefused()
    {
        var evaluation = await _board.SignedAsync();
        _board.Time.Advance(TimeSpan.FromMinutes(5) + TimeSpan.FromTicks(1));

        Assert.Equal([GoNoGoRefusal.EvidenceChanged], (await _board.DecideAsync(evaluation.Hash)).Refusals);
    }

    [Fact]
    public async Task Decide_GoWithOtherValuesThatAreStillGo_IsRecorded()
    {
        var evaluation = await _board.SignedAsync();
        _board.Observe("policy_entropy", EvidenceValue.Of(0.93m));

        Assert.True((await _board.DecideAsync(evaluation.Hash)).Ok);
    }

    [Fact]
    public async Task Decide_GoWithKillSwitchEngaged_IsRefused()
    {
        var evaluation = await _board.SignedAsync();
        await EngageAsync(_board);

        Assert.Equal([GoNoGoRefusal.KillSwitchEngaged], (await _board.DecideAsync(evaluation.Hash)).Refusals);
    }

    [Fact]
    public async Task Decide_NothingRight_TellsAllReasons()
    {
        _board.Observe("page_alerts_48h", EvidenceValue.Of(1));
        var evaluation = await _board.EvaluateAsync();
        _board.Time.Advance(TimeSpan.FromHours(4));
        await _board.EvaluateAsync();
        await EngageAsync(_board);

        Assert.Equal(
            [
                GoNoGoRefusal.KillSwitchEngaged, GoNoGoRefusal.EvaluationSuperseded, GoNoGoRefusal.EvaluationExpired,
                GoNoGoRefusal.EvaluationNoGo, GoNoGoRefusal.SignOffMissing,
            ],
            (await _board.DecideAsync(evaluation.Hash)).Refusals);
    }

    [Theory]
    [InlineData(GoNoGoOutcome.Go)]
    [InlineData(GoNoGoOutcome.NoGo)]
    public async Task Decide_UnknownHash_IsRefused(GoNoGoOutcome decision) => Assert.Equal(
        [GoNoGoRefusal.EvaluationUnknown], (await _board.DecideAsync(new string('0', 64), decision)).Refusals);

    [Fact]
    public async Task Decide_GoTwice_IsRefusedTheSecondTime()
    {
        var evaluation = await _board.SignedAsync();
        await _board.DecideAsync(evaluation.Hash);

        Assert.Equal([GoNoGoRefusal.AlreadyDecided], (await _board.DecideAsync(evaluation.Hash)).Refusals);
    }

    [Fact]
    public async Task Decide_RacingOnOneEvaluation_OneWins()
    {
        var evaluation = await _board.SignedAsync();

        var results = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ =>
            Task.Run(async () => await _board.DecideAsync(evaluation.Hash))));

        Assert.Single(results, result => result.Ok);
        Assert.All(
            results.Where(result => !result.Ok),
            result => Assert.Equal([GoNoGoRefusal.AlreadyDecided], result.Refusals));
    }

    [Fact]
    public async Task Decide_NoGoAfterGo_DisarmsTheRampAndClosesTheEvaluation()
    {
        var evaluation = await _board.SignedAsync();
        await _board.DecideAsync(evaluation.Hash);

        var result = await _board.DecideAsync(evaluation.Hash, GoNoGoOutcome.NoGo);

        Assert.True(result.Ok);
        Assert.Null(_board.Control.Current.Influence.DecisionId);
        Assert.Equal(["go_no_go.decide", "ramp.disarm"], (await _board.AuditAsync()).TakeLast(2));
        Assert.Equal([GoNoGoRefusal.AlreadyDecided], (await _board.DecideAsync(evaluation.Hash)).Refusals);
        Assert.Equal(
            [GoNoGoRefusal.AlreadyDecided],
            (await _board.DecideAsync(evaluation.Hash, GoNoGoOutcome.NoGo)).Refusals);
    }

    [Fact]
    public async Task Decide_NoGoWithNothingArmed_IsRecordedAndReviewedInADay()
    {
        var evaluation = await _board.EvaluateAsync();

        var result = await _board.DecideAsync(evaluation.Hash, GoNoGoOutcome.NoGo);

        Assert.Equal(_board.Time.GetUtcNow().AddHours(24), result.Decision!.NextReviewAt);
        Assert.Null(result.Decision.ExpiresAt);
        Assert.Equal(["go_no_go.decide"], await _board.AuditAsync());
        Assert.Equal(0, _board.Control.Current.Influence.Version);
    }

    [Fact]
    public async Task Decide_ReviewDate_IsKeptAndMustLieAhead()
    {
        var evaluation = await _board.EvaluateAsync();
        var now = _board.Time.GetUtcNow();

        await Assert.ThrowsAsync<ArgumentException>(async () =>
            await _board.DecideAsync(evaluation.Hash, GoNoGoOutcome.NoGo, now));
        await Assert.ThrowsAsync<ArgumentException>(async () =>
            await _board.DecideAsync(evaluation.Hash, GoNoGoOutcome.NoGo, now.AddDays(367)));
        var result = await _board.DecideAsync(evaluation.Hash, GoNoGoOutcome.NoGo, now.AddDays(3));

        Assert.Equal(now.AddDays(3), result.Decision!.NextReviewAt);
    }

    internal static async Task EngageAsync(BoardFixture board)
    {
        var author = new ChangeAuthor("kim");
        await board.Control.CommitAsync(
            (current, now) => GoLiveRules.Engage(current.Gate, author, "stop", null, now).Change,
            CancellationToken.None);
    }
}
