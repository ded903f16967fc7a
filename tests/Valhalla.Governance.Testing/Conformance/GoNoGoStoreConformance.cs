using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.GoNoGo;
using Valhalla.Governance.Idempotency;
using Valhalla.Governance.Storage;
using Valhalla.Governance.Testing.GoNoGo;

namespace Valhalla.Governance.Testing.Conformance;

/// <summary>What every <see cref="IGoNoGoStore"/> does.</summary>
public abstract class GoNoGoStoreConformance : StoreConformance
{
    // Before the clocks of all stores: what is observed later than now does not count.
    private static readonly DateTimeOffset At = new(1999, 1, 13, 15, 0, 0, TimeSpan.Zero);
    private static readonly IdempotencyTicket Ticket = new("go_no_go_evidence", "key", new string('c', 64));
    private static readonly ChangeAuthor Anna = new("anna", "Anna A.", "10.0.0.7");
    private static readonly GoNoGoOptions Options = new();

    private IGoNoGoStore Board => Store.GoNoGo;

    [ConformanceFact]
    public async Task AppendEvidence_EveryKind_ReadBackAsItWas()
    {
        Evidence[] evidence =
        [
            Of("digits", EvidenceValue.Of(1234567890123456789012.345678m)),
            Of("flag", EvidenceValue.Of(true)),
            Of("smallest", EvidenceValue.Of(-0.0000000000000000000000000001m)),
            Of("word", EvidenceValue.Of("ÉLEVÉ \"1\" 😀")) with { Detail = "why \\ é 😀", Source = "mon'itoring" },
        ];

        await AppendAsync(evidence);

        Assert.Equal(evidence, await NewestAsync());
    }

    [ConformanceFact]
    public async Task ReadNewestEvidence_SeveralOfOneSignal_TheNewestObservedThenTheLaterPost()
    {
        await AppendAsync(Of("a", EvidenceValue.Of(1), minutes: 5), Of("b", EvidenceValue.Of(10)));
        await AppendAsync(Of("a", EvidenceValue.Of(2), minutes: 4), Of("b", EvidenceValue.Of(11)));
        await AppendAsync(Of("c.d-e_f", EvidenceValue.Of(false)));

        Assert.Equal(
            [
                Of("a", EvidenceValue.Of(1), minutes: 5), Of("b", EvidenceValue.Of(11)),
                Of("c.d-e_f", EvidenceValue.Of(false)),
            ],
            await NewestAsync());
    }

    [ConformanceFact]
    public async Task ReadNewestEvidence_DatedWhileTheClockWasAhead_DoesNotHideTheNewest()
    {
        var now = await Store.Services.GetRequiredService<IStoreClock>().ReadAsync(CancellationToken.None);
        now = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
        var newest = Of("a", EvidenceValue.Of(1)) with { ObservedAt = now };
        await AppendAsync(
            newest with { ObservedAt = now.AddHours(49) }, newest with { ObservedAt = now.AddMinutes(10) });
        await AppendAsync(newest);

        Assert.Equal([newest], await NewestAsync());
    }

    [ConformanceFact]
    public async Task AppendEvidence_SameKeyRacing_IsStoredOnce()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 8).Select(i => Task.Run(async () =>
            await Board.AppendEvidenceAsync(
                [Of("a", EvidenceValue.Of(i))], At, Ticket, "1", CancellationToken.None))));

        Assert.Single(answers, answer => answer is null);
        Assert.All(
            answers, answer => Assert.True(answer is null || answer == new StoredAnswer(Ticket.RequestHash, "1")));
        Assert.Single(await NewestAsync());
    }

    [ConformanceFact]
    public async Task Read_NothingYet_IsEmpty()
    {
        var state = await Board.ReadAsync(null, CancellationToken.None);

        Assert.Null(state.Latest);
        Assert.Null(state.Asked);
        Assert.Null(state.Decided);
        Assert.Empty(state.SignOffs);
        Assert.Empty(state.Posted);
        Assert.Equal(0, state.LastDecisionId);
    }

    [ConformanceFact]
    public async Task Commit_AWholeRound_ReadBackAsItWas()
    {
        await AppendAsync(Of("a", EvidenceValue.Of(1)));
        var evaluation = await EvaluateAsync(At);
        var newer = await EvaluateAsync(At.AddMinutes(1));
        var signOffs = await SignAllAsync(newer.Hash);
        var decision = await DecideAsync(newer.Hash, GoNoGoOutcome.Go);

        var state = await Board.ReadAsync(newer.Hash, CancellationToken.None);

        Assert.NotEqual(evaluation.Hash, newer.Hash);
        Same(newer, state.Latest!);
        Same(newer, state.Asked!);
        Assert.Equal(newer.Hash, GoNoGoHash.Of(state.Asked!.Results));
        Assert.Equal(signOffs, state.SignOffs);
        Assert.Equal(GoNoGoOutcome.Go, state.Decided);
        Assert.Equal(1, state.LastDecisionId);
        Assert.Equal([Of("a", EvidenceValue.Of(1))], state.Posted);
        Assert.Equal(decision!.Id, state.Influence.DecisionId);
        Assert.Equal(decision.ExpiresAt, state.Influence.DecisionExpiresAt);
        var earlier = await Board.ReadAsync(evaluation.Hash, CancellationToken.None);
        Same(evaluation, earlier.Asked!);
        Same(newer, earlier.Latest!);
        Assert.Empty(earlier.SignOffs);
        Assert.Null((await Board.ReadAsync(new string('0', 64), CancellationToken.None)).Asked);
    }

    [ConformanceFact]
    public async Task Commit_ADecision_IsAuditedAndArmsTheRampInTheSameCommit()
    {
        var evaluation = await EvaluateAsync(At);
        await SignAllAsync(evaluation.Hash);
        var before = (await Store.Control.ReadAsync(CancellationToken.None)).Revision;

        await DecideAsync(evaluation.Hash, GoNoGoOutcome.Go);
        await DecideAsync(evaluation.Hash, GoNoGoOutcome.NoGo);

        var control = await Store.Control.ReadAsync(CancellationToken.None);
        Assert.Equal(before + 2, control.Revision);
        Assert.Null(control.Influence.DecisionId);
        Assert.Equal(2, control.Influence.Version);
        var records = await Store.Audit.ReadAsync(0, 100, CancellationToken.None);
        Assert.Equal(
            [
                "go_no_go.sign_off", "go_no_go.sign_off", "go_no_go.sign_off", "go_no_go.decide", "ramp.arm",
                "go_no_go.decide", "ramp.disarm",
            ],
            records.Select(record => record.Entry.Action));
    }

    [ConformanceFact]
    public async Task Commit_DecideThatThrowsOrDeclines_WritesNothing()
    {
        await Assert.ThrowsAsync<FormatException>(async () => await Board.CommitAsync(
            null, (_, _) => throw new FormatException(), CancellationToken.None));
        await Board.CommitAsync(null, (_, _) => null, CancellationToken.None);

        Assert.Null((await Board.ReadAsync(null, CancellationToken.None)).Latest);
        Assert.Empty(await Store.Audit.ReadAsync(0, 10, CancellationToken.None));
    }

    [ConformanceFact]
    public async Task Commit_DecisionsRacingOnOneEvaluation_OneWins()
    {
        var evaluation = await EvaluateAsync(At);
        await SignAllAsync(evaluation.Hash);

        var decisions = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(async () =>
            await DecideAsync(evaluation.Hash, GoNoGoOutcome.Go))));

        Assert.Single(decisions, decision => decision is not null);
        Assert.Single(await Board.ListDecisionsAsync(new GoNoGoDecisionQuery(), CancellationToken.None));
        Assert.Equal(1, (await Store.Control.ReadAsync(CancellationToken.None)).Influence.Version);
    }

    [ConformanceFact]
    public async Task ListDecisions_Pages_NewestFirstAndEveryFieldAsItWas()
    {
        var evaluation = await EvaluateAsync(At);
        await SignAllAsync(evaluation.Hash);
        var first = await DecideAsync(evaluation.Hash, GoNoGoOutcome.Go);
        var second = await DecideAsync(evaluation.Hash, GoNoGoOutcome.NoGo);
        var third = await DecideAsync((await EvaluateAsync(At.AddMinutes(1))).Hash, GoNoGoOutcome.NoGo);

        var page = await Board.ListDecisionsAsync(new GoNoGoDecisionQuery { Limit = 2 }, CancellationToken.None);
        var rest = await Board.ListDecisionsAsync(
            new GoNoGoDecisionQuery { BeforeId = page[^1].Id }, CancellationToken.None);

        Assert.Equal([3L, 2L], page.Select(decision => decision.Id));
        Same(third!, page[0]);
        Same(second!, page[1]);
        Same(first!, Assert.Single(rest));
    }

    [ConformanceFact]
    public async Task ListUnwritten_AfterMark_LeavesItOut()
    {
        var evaluation = await EvaluateAsync(At);
        await SignAllAsync(evaluation.Hash);
        await DecideAsync(evaluation.Hash, GoNoGoOutcome.Go);
        await DecideAsync(evaluation.Hash, GoNoGoOutcome.NoGo);

        await Board.MarkWrittenAsync(1, CancellationToken.None);

        var unwritten = await Board.ListUnwrittenAsync(10, CancellationToken.None);
        Assert.Equal(2, Assert.Single(unwritten).Id);
    }

    private async Task<GoNoGoEvaluation> EvaluateAsync(DateTimeOffset observedAt)
    {
        GoNoGoEvaluation? made = null;
        await Board.CommitAsync(
            null,
            (state, now) =>
            {
                var outcome = GoodEvidence.Evaluate(observedAt);
                made = new GoNoGoEvaluation
                {
                    Id = (state.Latest?.Id ?? 0) + 1,
                    Hash = outcome.Hash,
                    Outcome = outcome.Outcome,
                    EvaluatedAt = now,
                    ValidUntil = now + Options.EvaluationLifetime,
                    EvaluatedBy = Anna,
                    Results = outcome.Results,
                };
                return new GoNoGoChange { Evaluation = made };
            },
            CancellationToken.None);
        return made!;
    }

    private async Task<IReadOnlyList<SignOff>> SignAllAsync(string hash)
    {
        var signed = new List<SignOff>();
        foreach (var role in Enum.GetValues<SignOffRole>())
        {
            await Board.CommitAsync(
                hash,
                (state, now) =>
                {
                    var request = new SignOffRequest(hash, role, Anna with { Name = $"{role}" }, "é \"ok\"");
                    var signOff = SignOffRules.Sign(state, request, Options.SignOffLifetime, now).SignOff!;
                    signed.Add(signOff);
                    return new GoNoGoChange { SignOff = signOff, Audit = [GoNoGoAudit.Of(signOff)] };
                },
                CancellationToken.None);
        }

        return signed;
    }

    private async Task<GoNoGoDecision?> DecideAsync(string hash, GoNoGoOutcome decision)
    {
        GoNoGoDecision? made = null;
        await Board.CommitAsync(
            hash,
            (state, now) =>
            {
                made = null;
                if (DecisionRules.Check(state, decision, GoodEvidence.Evaluate(At), isLatched: false, now)
                    .Refusals.Count > 0)
                {
                    return null;
                }

                (made, var change) = DecisionChange.Of(
                    state, new GoNoGoDecisionRequest(decision, hash, "because \"é\"", Anna), Options, now);
                return change;
            },
            CancellationToken.None);
        return made;
    }

    private static void Same(GoNoGoEvaluation expected, GoNoGoEvaluation actual)
    {
        Assert.Equal(expected.Results, actual.Results);
        Assert.Equal(expected with { Results = [], SignOffs = [] }, actual with { Results = [], SignOffs = [] });
    }

    private static void Same(GoNoGoDecision expected, GoNoGoDecision actual)
    {
        Assert.Equal(expected.Results, actual.Results);
        Assert.Equal(expected.SignOffs, actual.SignOffs);
        Assert.Equal(expected with { Results = [], SignOffs = [] }, actual with { Results = [], SignOffs = [] });
    }

    private async Task AppendAsync(params Evidence[] evidence) =>
        Assert.Null(await Board.AppendEvidenceAsync(evidence, At, null, "1", CancellationToken.None));

    private async Task<IReadOnlyList<Evidence>> NewestAsync() =>
    [
        .. (await Board.ReadNewestEvidenceAsync(CancellationToken.None))
            .OrderBy(evidence => evidence.Signal.Value, StringComparer.Ordinal)
            .ThenBy(evidence => evidence.ObservedAt),
    ];

    private static Evidence Of(string signal, EvidenceValue value, int minutes = 0) => new(
        new SignalName(signal), value, At.AddMinutes(minutes).AddTicks(1_234_560), null, "monitoring");
}
