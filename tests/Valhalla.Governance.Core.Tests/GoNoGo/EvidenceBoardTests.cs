using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.GoNoGo;

namespace Valhalla.Governance.Core.Tests.GoNoGo;

public sealed class EvidenceBoardTests : IAsyncLifetime
{
    private readonly BoardFixture _board = new();

    public Task InitializeAsync() => Task.CompletedTask;

    public Task DisposeAsync() => _board.DisposeAsync().AsTask();

    [Fact]
    public async Task PostEvidence_NewerThanTheProviders_IsWhatCounts()
    {
        var now = _board.Time.GetUtcNow();

        await PostAsync("policy_entropy", EvidenceValue.Of(0.7m), now);
        Assert.Equal(GoNoGoOutcome.Go, (await _board.EvaluateAsync()).Outcome);
        await PostAsync("policy_entropy", EvidenceValue.Of(0.7m), now.AddTicks(TimeSpan.TicksPerMicrosecond));
        var evaluation = await _board.EvaluateAsync();

        Assert.Equal(["policy_entropy"], evaluation.Failing);
        var evidence = (await _board.Board.GetEvidenceAsync()).Single(e => e.Signal.Value == "policy_entropy");
        Assert.Equal((EvidenceValue.Of(0.7m), "ci"), (evidence.Value, evidence.Source));
    }

    [Fact]
    public async Task PostEvidence_BeforeADecision_CountsInIt()
    {
        var evaluation = await _board.SignedAsync();
        await PostAsync(
            "unresolved_critical_incidents", EvidenceValue.Of(1), _board.Time.GetUtcNow().AddSeconds(1));

        Assert.Equal([GoNoGoRefusal.EvidenceChanged], (await _board.DecideAsync(evaluation.Hash)).Refusals);
    }

    [Theory]
    [InlineData("kill_switch_drill")]
    [InlineData("kill_switch_functional")]
    [InlineData("ramp_guard_operational")]
    [InlineData("runbook_clear")]
    [InlineData("tripwire_clear")]
    [InlineData("host_health")]
    [InlineData("error_budget_burn")]
    [InlineData("error_budget_fast_burn")]
    [InlineData("on_call_ack")]
    public async Task PostEvidence_SignalOfTheSystem_IsRefusedAndNothingIsStored(string signal)
    {
        var result = await _board.Board.PostEvidenceAsync(new EvidencePost(
            [
                new EvidenceItem(new SignalName("policy_entropy"), EvidenceValue.Of(1)),
                new EvidenceItem(new SignalName(signal), EvidenceValue.Of(true)),
            ],
            "ci"));

        Assert.Equal(0, result.Count);
        Assert.Equal([new SignalName(signal)], result.Reserved);
        Assert.Empty(await _board.Store.ReadNewestEvidenceAsync(CancellationToken.None));
    }

    [Fact]
    public async Task PostEvidence_SameKey_IsStoredOnceAndAnotherBodyIsRefused()
    {
        var post = new EvidencePost(
            [new EvidenceItem(new SignalName("policy_entropy"), EvidenceValue.Of(1))], "ci", "key-1");

        var first = await _board.Board.PostEvidenceAsync(post);
        var again = await _board.Board.PostEvidenceAsync(post);
        var other = await _board.Board.PostEvidenceAsync(post with
        {
            Items = [new EvidenceItem(new SignalName("policy_entropy"), EvidenceValue.Of("1"))],
        });

        Assert.Equal((1, IdempotencyStatus.Fresh), (first.Count, first.Idempotency));
        Assert.Equal((1, IdempotencyStatus.Replayed), (again.Count, again.Idempotency));
        Assert.Equal((0, IdempotencyStatus.KeyReused), (other.Count, other.Idempotency));
    }

    [Fact]
    public async Task PostEvidence_Committed_RaisesTheSignalOnceWithWhatWasPosted()
    {
        var raised = new List<IReadOnlyList<Evidence>>();
        _board.Services.GetRequiredService<EvidenceSignals>().Posted += raised.Add;

        await PostAsync("policy_entropy", EvidenceValue.Of(1), null);

        var evidence = Assert.Single(Assert.Single(raised));
        Assert.Equal(_board.Time.GetUtcNow(), evidence.ObservedAt);
    }

    [Fact]
    public async Task PostEvidence_OutOfRange_Throws()
    {
        var item = new EvidenceItem(new SignalName("a"), EvidenceValue.Of(1));
        foreach (var wrong in new EvidencePost[]
        {
            new([], "ci"),
            new([.. Enumerable.Repeat(item, 201)], "ci"),
            new([item], ""),
            new([item], "\u200B"),
            new([item with { ObservedAt = _board.Time.GetUtcNow().AddMinutes(1).AddTicks(1) }], "ci"),
            new([item with { Detail = new string('d', 1_001) }], "ci"),
            new([new EvidenceItem(default, EvidenceValue.Of(1))], "ci"),
        })
        {
            await Assert.ThrowsAsync<ArgumentException>(async () => await _board.Board.PostEvidenceAsync(wrong));
        }

        Assert.Empty(await _board.Store.ReadNewestEvidenceAsync(CancellationToken.None));
    }

    private async Task PostAsync(string signal, EvidenceValue value, DateTimeOffset? observedAt) =>
        Assert.Equal(1, (await _board.Board.PostEvidenceAsync(new EvidencePost(
            [new EvidenceItem(new SignalName(signal), value, observedAt)], "ci"))).Count);
}
