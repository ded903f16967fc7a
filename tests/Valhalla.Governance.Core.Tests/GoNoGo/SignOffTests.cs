using Microsoft.Extensions.DependencyInjection;

namespace Valhalla.Governance.Core.Tests.GoNoGo;

public sealed class SignOffTests : IAsyncLifetime
{
    private readonly BoardFixture _board = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _board.DisposeAsync().AsTask();

    [Fact]
    public async Task SignOff_ThreePeople_FillTheRolesAndAreAudited()
    {
        var evaluation = await _board.SignedAsync();

        var after = await _board.Board.GetEvaluationAsync();

        Assert.Equal(evaluation.Hash, after!.Hash);
        Assert.Empty(after.MissingRoles);
        Assert.Equal(3, after.SignOffs.Count);
        Assert.Equal(Enumerable.Repeat("go_no_go.sign_off", 3), await _board.AuditAsync());
    }

    [Theory]
    [InlineData("olga")]
    [InlineData(" OLGA ")]
    public async Task SignOff_OnePersonInTwoRoles_IsRefused(string spelling)
    {
        var hash = (await _board.EvaluateAsync()).Hash;
        await _board.SignAsync(hash, SignOffRole.OnCall, "Olga");

        var status = await _board.SignAsync(hash, SignOffRole.TechnicalLead, spelling);

        Assert.Equal(SignOffStatus.PersonHoldsRole, status);
        Assert.Single((await _board.Board.GetEvaluationAsync())!.SignOffs);
    }

    [Fact]
    public async Task SignOff_OnePersonInTwoUnicodeForms_IsRefused()
    {
        var hash = (await _board.EvaluateAsync()).Hash;
        await _board.SignAsync(hash, SignOffRole.OnCall, "Ren\u00e9e");

        Assert.Equal(
            SignOffStatus.PersonHoldsRole, await _board.SignAsync(hash, SignOffRole.TechnicalLead, "Rene\u0301e"));
    }

    [Fact]
    public async Task SignOff_OneSubjectUnderTwoNames_IsOnePersonAndTwoSubjectsOfOneNameAreTwo()
    {
        var hash = (await _board.EvaluateAsync()).Hash;
        await SignAsync(SignOffRole.OnCall, "Ann A.", "idp 7");

        Assert.Equal(SignOffStatus.PersonHoldsRole, await SignAsync(SignOffRole.TechnicalLead, "Ann B.", "idp 7"));
        Assert.Equal(SignOffStatus.Recorded, await SignAsync(SignOffRole.TechnicalLead, "Ann A.", "idp 8"));

        async Task<SignOffStatus> SignAsync(SignOffRole role, string name, string id) => (await _board.Board
            .SignOffAsync(new SignOffRequest(hash, role, new ChangeAuthor(name) { PersonId = id }))).Status;
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task SignOff_BeforeAStop_DoesNotCountAfterIt(bool onlyTheRamp)
    {
        var hash = (await _board.SignedAsync()).Hash;
        _board.Time.Advance(TimeSpan.FromSeconds(1));
        var author = new ChangeAuthor("kim");
        if (onlyTheRamp)
        {
            Assert.Equal(
                RampChangeStatus.Unchanged,
                (await _board.Services.GetRequiredService<IInfluenceRamp>().KillAsync(author, "stop")).Status);
        }
        else
        {
            var gate = _board.Services.GetRequiredService<IGoLiveGate>();
            await gate.EngageKillSwitchAsync(author, "stop");
            await gate.ReleaseKillSwitchAsync(author, "over");
        }

        var refused = await _board.DecideAsync(hash);
        Assert.Equal([GoNoGoRefusal.SignOffMissing], refused.Refusals);
        Assert.Equal(3, refused.MissingRoles.Count);
        Assert.Empty((await _board.Board.GetEvaluationAsync())!.SignOffs);

        foreach (var role in Enum.GetValues<SignOffRole>())
        {
            Assert.Equal(SignOffStatus.Recorded, await _board.SignAsync(hash, role, $"person {role}"));
        }

        Assert.True((await _board.DecideAsync(hash)).Ok);
    }

    [Fact]
    public async Task SignOff_SamePersonSameRole_IsIdempotent()
    {
        var hash = (await _board.EvaluateAsync()).Hash;
        await _board.SignAsync(hash, SignOffRole.OnCall, "olga");

        Assert.Equal(SignOffStatus.AlreadySigned, await _board.SignAsync(hash, SignOffRole.OnCall, "Olga"));
        Assert.Single(await _board.AuditAsync());
    }

    [Fact]
    public async Task SignOff_RoleOfAnother_IsRefused()
    {
        var hash = (await _board.EvaluateAsync()).Hash;
        await _board.SignAsync(hash, SignOffRole.OnCall, "olga");

        Assert.Equal(SignOffStatus.RoleTaken, await _board.SignAsync(hash, SignOffRole.OnCall, "otto"));
    }

    [Fact]
    public async Task SignOff_ForEvidenceThatHasChanged_IsRefused()
    {
        var old = await _board.EvaluateAsync();
        _board.Observe("policy_entropy", EvidenceValue.Of(0.95m));
        await _board.EvaluateAsync();

        Assert.Equal(
            SignOffStatus.EvaluationSuperseded, await _board.SignAsync(old.Hash, SignOffRole.OnCall, "olga"));
    }

    [Fact]
    public async Task SignOff_UnknownHash_IsRefused() => Assert.Equal(
        SignOffStatus.EvaluationUnknown, await _board.SignAsync(new string('0', 64), SignOffRole.OnCall, "olga"));

    [Fact]
    public async Task SignOff_DecidedEvaluation_CannotBeReplayed()
    {
        var hash = (await _board.EvaluateAsync()).Hash;
        await _board.DecideAsync(hash, GoNoGoOutcome.NoGo);

        Assert.Equal(SignOffStatus.AlreadyDecided, await _board.SignAsync(hash, SignOffRole.OnCall, "olga"));
    }

    [Fact]
    public async Task SignOff_ExpiredEvaluation_IsRefused()
    {
        var hash = (await _board.EvaluateAsync()).Hash;

        _board.Time.Advance(TimeSpan.FromHours(4) - TimeSpan.FromTicks(1));
        Assert.Equal(SignOffStatus.Recorded, await _board.SignAsync(hash, SignOffRole.OnCall, "olga"));
        _board.Time.Advance(TimeSpan.FromTicks(1));

        Assert.Equal(
            SignOffStatus.EvaluationExpired, await _board.SignAsync(hash, SignOffRole.TechnicalLead, "tom"));
    }

    [Fact]
    public async Task SignOff_Expired_NoLongerCountsAndItsRoleIsFreeForAnother()
    {
        await using var board = new BoardFixture(
            new Dictionary<string, string?> { ["Valhalla:GoNoGo:SignOffLifetime"] = "01:00:00" });
        var hash = (await board.EvaluateAsync()).Hash;
        await board.SignAsync(hash, SignOffRole.OnCall, "olga");
        board.Time.Advance(TimeSpan.FromHours(1));

        Assert.Equal(3, (await board.Board.GetEvaluationAsync())!.MissingRoles.Count());
        Assert.Equal(SignOffStatus.PersonHoldsRole, await board.SignAsync(hash, SignOffRole.TechnicalLead, "olga"));
        Assert.Equal(SignOffStatus.Recorded, await board.SignAsync(hash, SignOffRole.OnCall, "otto"));
    }

    [Fact]
    public async Task SignOff_KillSwitchEngaged_IsStillPossible()
    {
        var hash = (await _board.EvaluateAsync()).Hash;
        await DecisionTests.EngageAsync(_board);

        Assert.Equal(SignOffStatus.Recorded, await _board.SignAsync(hash, SignOffRole.OnCall, "olga"));
    }

    [Fact]
    public async Task SignOff_MalformedRequest_Throws()
    {
        var author = new ChangeAuthor("olga");

        await Assert.ThrowsAsync<ArgumentException>(async () => await _board.Board.SignOffAsync(
            new SignOffRequest("not a hash", SignOffRole.OnCall, author)));
        await Assert.ThrowsAsync<ArgumentException>(async () => await _board.Board.SignOffAsync(
            new SignOffRequest(new string('0', 64), SignOffRole.OnCall, new ChangeAuthor("  "))));
    }
}
