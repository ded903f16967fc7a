using Valhalla.Governance.Control;

namespace Valhalla.Governance.GoNoGo;

/// <summary>When a decision may be recorded. Pure.</summary>
internal static class DecisionRules
{
    /// <summary>Why a decision is refused; without reasons it may be recorded.</summary>
    /// <param name="state">The board under the lock, asked about the hash that is decided on.</param>
    /// <param name="decision">What is decided.</param>
    /// <param name="fresh">What the evidence says under the lock.</param>
    /// <param name="isLatched">Whether a kill is in force on this node that the store has not taken yet.</param>
    /// <param name="now">The store's clock.</param>
    public static GoNoGoDecisionResult Check(
        GoNoGoState state, GoNoGoOutcome decision, EvaluationOutcome fresh, bool isLatched, DateTimeOffset now)
    {
        if (state.Asked is not { } asked)
        {
            return new GoNoGoDecisionResult { Refusals = [GoNoGoRefusal.EvaluationUnknown] };
        }

        if (decision == GoNoGoOutcome.NoGo)
        {
            // Going back on a GO must always be possible; saying NO-GO twice on one evaluation says nothing.
            return new GoNoGoDecisionResult
            {
                Refusals = state.Decided == GoNoGoOutcome.NoGo ? [GoNoGoRefusal.AlreadyDecided] : [],
            };
        }

        var missing = MissingRoles(state, now);
        var refusals = Refusals(state, asked, fresh, isLatched, now);
        if (missing.Count > 0)
        {
            refusals.Add(GoNoGoRefusal.SignOffMissing);
        }

        var changed = asked.Outcome == GoNoGoOutcome.Go && fresh.Outcome == GoNoGoOutcome.NoGo;
        return new GoNoGoDecisionResult
        {
            Refusals = [.. refusals.Order()],
            MissingRoles = missing,
            Failing = [.. (changed ? fresh.Results : asked.Results).Where(static r => r.IsNoGo)],
        };
    }

    private static List<GoNoGoRefusal> Refusals(
        GoNoGoState state,
        GoNoGoEvaluation asked,
        EvaluationOutcome fresh,
        bool isLatched,
        DateTimeOffset now)
    {
        var refusals = new List<GoNoGoRefusal>();
        Add(refusals, state.Decided is not null, GoNoGoRefusal.AlreadyDecided);
        Add(refusals, state.KillSwitchEngaged || isLatched, GoNoGoRefusal.KillSwitchEngaged);
        Add(refusals, state.Latest!.Hash != asked.Hash, GoNoGoRefusal.EvaluationSuperseded);
        Add(refusals, asked.ValidUntil <= now, GoNoGoRefusal.EvaluationExpired);
        if (asked.Outcome != GoNoGoOutcome.Go)
        {
            refusals.Add(GoNoGoRefusal.EvaluationNoGo);
        }
        else
        {
            Add(refusals, fresh.Outcome != GoNoGoOutcome.Go, GoNoGoRefusal.EvidenceChanged);
        }

        return refusals;
    }

    private static List<SignOffRole> MissingRoles(GoNoGoState state, DateTimeOffset now)
    {
        // Each person counts once, in whatever way two signatures of one may have come about.
        var counted = new List<SignOff>();
        foreach (var signed in SignOffRules.Live(state, now))
        {
            if (!counted.Exists(other => Person.IsSame(other.Author, signed.Author)))
            {
                counted.Add(signed);
            }
        }

        return [.. Enum.GetValues<SignOffRole>().Where(role => counted.TrueForAll(signed => signed.Role != role))];
    }

    private static void Add(List<GoNoGoRefusal> refusals, bool holds, GoNoGoRefusal refusal)
    {
        if (holds)
        {
            refusals.Add(refusal);
        }
    }
}
