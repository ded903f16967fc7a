using FsCheck;
using FsCheck.Fluent;
using Valhalla.Governance.GoNoGo;
using Valhalla.Governance.Testing.GoNoGo;

namespace Valhalla.Governance.Core.Tests.GoNoGo;

public sealed class GoNoGoRulesTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 13, 15, 30, 0, TimeSpan.Zero);

    public static TheoryData<string> Ids => [.. GoNoGoCriteria.All.Select(criterion => criterion.Id)];

    [Fact]
    public void Evaluate_GoodEvidence_IsGo()
    {
        var outcome = GoodEvidence.Evaluate(Now);

        Assert.Equal(GoNoGoOutcome.Go, outcome.Outcome);
        Assert.All(outcome.Results, result => Assert.Equal(CriterionStatus.Pass, result.Status));
        Assert.Equal(GoNoGoCriteria.All.Select(c => c.Id), outcome.Results.Select(r => r.Criterion.Id));
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Evaluate_MissingEvidence_IsNoGo(string id)
    {
        var evidence = GoodEvidence.At(Now);
        evidence.Remove(SignalOf(id));

        Refused(id, evidence, "Nobody has observed");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Evaluate_EvidenceOlderThanItsMaxAge_IsNoGo(string id)
    {
        var criterion = GoNoGoCriteria.All.Single(c => c.Id == id);
        var evidence = GoodEvidence.At(Now);

        evidence[criterion.Signal] =
            evidence[criterion.Signal] with { ObservedAt = Now - criterion.MaxAge };
        Assert.Equal(GoNoGoOutcome.Go, GoNoGoRules.Evaluate(GoNoGoCriteria.All, evidence, Now).Outcome);
        evidence[criterion.Signal] =
            evidence[criterion.Signal] with { ObservedAt = Now - criterion.MaxAge - TimeSpan.FromTicks(1) };
        Refused(id, evidence, "ago, at most");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Evaluate_EvidenceFromTheFuture_IsNoGo(string id)
    {
        var evidence = GoodEvidence.At(Now);
        var signal = SignalOf(id);

        evidence[signal] = evidence[signal] with { ObservedAt = Now.AddMinutes(1).AddTicks(1) };

        Refused(id, evidence, "in the future");
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void Evaluate_EvidenceOfAnotherKind_IsNoGo(string id)
    {
        var evidence = GoodEvidence.At(Now);
        var signal = SignalOf(id);
        var kind = evidence[signal].Value.Kind;

        evidence[signal] = evidence[signal] with
        {
            Value = kind == EvidenceKind.Text ? EvidenceValue.Of(0) : EvidenceValue.Of(evidence[signal].Value.Text),
        };

        Refused(id, evidence, "is needed");
    }

    [Fact]
    public void Evaluate_NoCriteria_IsNoGo() =>
        Assert.Equal(GoNoGoOutcome.NoGo, GoNoGoRules.Evaluate([], GoodEvidence.At(Now), Now).Outcome);

    [Theory]
    [InlineData(0.95, CriterionStatus.Pass)]
    [InlineData(0.92, CriterionStatus.Warn)]
    [InlineData(0.89, CriterionStatus.Fail)]
    public void Evaluate_WarnThreshold_WarnsBetweenTheTwo(double value, CriterionStatus status)
    {
        var criterion = Of("policy_entropy") with { WarnThreshold = EvidenceValue.Of(0.95m) };

        var outcome = Single(criterion, EvidenceValue.Of((decimal)value));

        Assert.Equal(status, outcome.Results[0].Status);
        Assert.Equal(status == CriterionStatus.Fail ? GoNoGoOutcome.NoGo : GoNoGoOutcome.Go, outcome.Outcome);
    }

    [Fact]
    public void Evaluate_NotRequired_WarnsWhenItFailsAndMayBeMissing()
    {
        var criterion = Of("training_stable") with { Required = false };

        var failed = Single(criterion, EvidenceValue.Of(false));
        var missing = GoNoGoRules.Evaluate([criterion], new Dictionary<SignalName, Evidence>(), Now);

        Assert.Equal((GoNoGoOutcome.Go, CriterionStatus.Warn), (failed.Outcome, failed.Results[0].Status));
        Assert.Equal((GoNoGoOutcome.Go, CriterionStatus.Missing), (missing.Outcome, missing.Results[0].Status));
    }

    [Fact]
    public void Evaluate_CriticalButNotRequired_IsNoGoWhenItFails()
    {
        var criterion = Of("active_page_alerts") with { Required = false };

        var failed = Single(criterion, EvidenceValue.Of(1));

        Assert.Equal((GoNoGoOutcome.NoGo, CriterionStatus.Fail), (failed.Outcome, failed.Results[0].Status));
    }

    [Fact]
    public void Evaluate_AnyEvidence_IsGoOnlyWhenEveryRequiredCriterionPassesOrWarns()
    {
        Prop.ForAll(Boards().ToArbitrary(), board =>
        {
            var outcome = GoNoGoRules.Evaluate(board.Criteria, board.Evidence, Now);
            var allHold = outcome.Results.All(result =>
                result.Status is CriterionStatus.Pass or CriterionStatus.Warn
                || (!result.Criterion.Required && result.Status == CriterionStatus.Missing));
            return (outcome.Outcome == GoNoGoOutcome.Go) == allHold;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));
    }

    [Fact]
    public void Hash_AnyFieldThatWasDecidedOn_ChangesIt()
    {
        var gen = from at in Gen.Choose(0, GoNoGoCriteria.All.Count - 1)
                  from change in Gen.Elements(Changes)
                  select (at, change);
        Prop.ForAll(gen.ToArbitrary(), c =>
        {
            var results = GoodEvidence.Evaluate(Now).Results.ToList();
            var before = GoNoGoHash.Of(results);
            results[c.at] = c.change(results[c.at]);
            return GoNoGoHash.Of(results) != before;
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    [Fact]
    public void Hash_OrderTitlesAndWords_DoNotChangeIt()
    {
        var outcome = GoodEvidence.Evaluate(Now);

        var other = outcome.Results.Reverse().Select(result => result with
        {
            Reason = "other words",
            Criterion = result.Criterion with { Title = "another title", Group = CriterionGroup.Slo },
        });

        Assert.Equal(outcome.Hash, GoNoGoHash.Of(other));
        Assert.True(GoNoGoHash.IsValid(outcome.Hash));
    }

    [Fact]
    public void Hash_NumberWithTrailingZeros_IsTheSame()
    {
        var criterion = Of("policy_entropy");

        Assert.Equal(
            Single(criterion, EvidenceValue.Of(0.95m)).Hash, Single(criterion, EvidenceValue.Of(0.9500m)).Hash);
        Assert.NotEqual(
            Single(criterion, EvidenceValue.Of("1")).Hash, Single(criterion, EvidenceValue.Of(1)).Hash);
    }

    private static Func<CriterionResult, CriterionResult>[] Changes { get; } =
    [
        r => r with { Criterion = r.Criterion with { Id = r.Criterion.Id + "x" } },
        r => r with
        {
            Criterion = r.Criterion with
            {
                Kind = r.Criterion.Kind == CriterionKind.Go ? CriterionKind.NoGo : CriterionKind.Go,
            },
        },
        r => r with { Criterion = r.Criterion with { Signal = new SignalName("other") } },
        r => r with { Criterion = r.Criterion with { Comparison = SignalComparison.Above } },
        r => r with { Criterion = r.Criterion with { Threshold = EvidenceValue.Of("other") } },
        r => r with { Criterion = r.Criterion with { WarnThreshold = r.Criterion.Threshold } },
        r => r with { Criterion = r.Criterion with { MaxAge = r.Criterion.MaxAge + TimeSpan.FromTicks(1) } },
        r => r with { Criterion = r.Criterion with { Critical = !r.Criterion.Critical } },
        r => r with { Criterion = r.Criterion with { Required = !r.Criterion.Required } },
        r => r with { Criterion = r.Criterion with { Explainable = !r.Criterion.Explainable } },
        r => r with { Evidence = r.Evidence! with { Value = EvidenceValue.Of("another") } },
        r => r with { Evidence = r.Evidence! with { Value = EvidenceValue.Of(r.Evidence.Value.Text + " ") } },
        r => r with { Evidence = r.Evidence! with { ObservedAt = r.Evidence.ObservedAt.AddTicks(1) } },
        r => r with { Evidence = r.Evidence! with { Source = "somebody else" } },
        r => r with { Evidence = r.Evidence! with { Detail = "more" } },
        r => r with { Evidence = null },
        r => r with { Status = CriterionStatus.Warn },
        r => r with { Status = CriterionStatus.Missing },
    ];

    private static Gen<(IReadOnlyList<Criterion> Criteria, Dictionary<SignalName, Evidence> Evidence)> Boards()
    {
        var value = Gen.OneOf(
            Gen.Choose(-1, 3).Select(i => EvidenceValue.Of(i)),
            Gen.Elements(true, false).Select(EvidenceValue.Of),
            Gen.Elements("PASS", "HIGH", "LOW").Select(EvidenceValue.Of));
        var slot = from keep in Gen.Frequency((9, Gen.Constant(true)), (1, Gen.Constant(false)))
                   from good in Gen.Frequency((14, Gen.Constant(true)), (1, Gen.Constant(false)))
                   from other in value
                   from minutes in Gen.Frequency((14, Gen.Constant(0)), (1, Gen.Elements(-10, 2, -60 * 24 * 40)))
                   from required in Gen.Frequency((3, Gen.Constant(true)), (1, Gen.Constant(false)))
                   select (keep, good, other, minutes, required);
        return from slots in slot.ListOf(GoNoGoCriteria.All.Count)
               from count in Gen.Choose(1, 8)
               select Board(slots, count);
    }

    private static (IReadOnlyList<Criterion> Criteria, Dictionary<SignalName, Evidence> Evidence) Board(
        IReadOnlyList<(bool Keep, bool Good, EvidenceValue Other, int Minutes, bool Required)> slots, int count)
    {
        var good = GoodEvidence.At(Now);
        var evidence = new Dictionary<SignalName, Evidence>();
        var criteria = GoNoGoCriteria.All.Take(count)
            .Select((criterion, i) => criterion with { Required = slots[i].Required }).ToList();
        for (var i = 0; i < count; i++)
        {
            var (keep, isGood, other, minutes, _) = slots[i];
            var known = good[criteria[i].Signal];
            if (keep)
            {
                evidence[known.Signal] = known with
                {
                    Value = isGood ? known.Value : other,
                    ObservedAt = Now.AddMinutes(minutes),
                };
            }
        }

        return (criteria, evidence);
    }

    private static void Refused(string id, Dictionary<SignalName, Evidence> evidence, string reason)
    {
        var outcome = GoNoGoRules.Evaluate(GoNoGoCriteria.All, evidence, Now);

        var result = outcome.Results.Single(r => r.Criterion.Id == id);
        Assert.Equal(GoNoGoOutcome.NoGo, outcome.Outcome);
        Assert.Equal(CriterionStatus.Missing, result.Status);
        Assert.Contains(reason, result.Reason, StringComparison.Ordinal);
        Assert.True(result.IsNoGo);
    }

    private static EvaluationOutcome Single(Criterion criterion, EvidenceValue value) => GoNoGoRules.Evaluate(
        [criterion],
        new Dictionary<SignalName, Evidence>
        {
            [criterion.Signal] = new(criterion.Signal, value, Now, null, "monitoring"),
        },
        Now);

    private static Criterion Of(string id) => GoNoGoCriteria.All.Single(criterion => criterion.Id == id);

    private static SignalName SignalOf(string id) => Of(id).Signal;
}
