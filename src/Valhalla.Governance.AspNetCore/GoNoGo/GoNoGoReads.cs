using Valhalla.Governance.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Json;
using Valhalla.Governance.GoNoGo;

namespace Valhalla.Governance.AspNetCore.GoNoGo;

/// <summary>What the board shows.</summary>
internal static class GoNoGoReads
{
    public static ValueTask<Answer> ListCriteriaAsync(EndpointCall call)
    {
        var criteria = call.Get<IGoNoGoBoard>().Criteria;
        return new ValueTask<Answer>(Answer.Json<IReadOnlyList<CriterionBody>>(
            [
                .. criteria.Where(static c => c.Kind == CriterionKind.Go)
                    .Append(GoNoGoCriteria.OnCallAck)
                    .Concat(criteria.Where(static c => c.Kind == CriterionKind.NoGo))
                    .Select(GoNoGoShapes.Of),
            ],
            WireJson.Context.Criteria));
    }

    public static async ValueTask<Answer> ListEvidenceAsync(EndpointCall call)
    {
        var evidence = await call.Get<IGoNoGoBoard>().GetEvidenceAsync(call.Aborted).ConfigureAwait(false);
        return Answer.Json<IReadOnlyList<EvidenceBody>>(
            [.. evidence.Select(GoNoGoShapes.Of)], WireJson.Context.EvidenceList);
    }

    public static async ValueTask<Answer> GetEvaluationAsync(EndpointCall call) =>
        await call.Get<IGoNoGoBoard>().GetEvaluationAsync(call.Aborted).ConfigureAwait(false) is { } evaluation
            ? Answer.Json(GoNoGoShapes.Of(evaluation), WireJson.Context.EvaluationBody)
            : Refusals.NotFound("Nothing was evaluated yet. POST governance/go-no-go/evaluate does it.");

    public static async ValueTask<Answer> ListDecisionsAsync(EndpointCall call)
    {
        var withCriteria = call.Query("criteria") switch
        {
            null or "false" => false,
            "true" => true,
            _ => Wrong(call),
        };
        var query = new GoNoGoDecisionQuery
        {
            BeforeId = PageCursor.ReadId(call),
            Limit = PageCursor.ReadLimit(call),
        };
        if (call.Errors.Any)
        {
            return call.Errors.ToAnswer();
        }

        var decisions = await call.Get<IGoNoGoBoard>().ListDecisionsAsync(query, call.Aborted).ConfigureAwait(false);
        var lastId = decisions.Count == 0 ? null : PageCursor.IdText(decisions[^1].Id);
        return Answer.Page<IReadOnlyList<DecisionBody>>(
            [.. decisions.Select(decision => GoNoGoShapes.Of(decision, withCriteria))],
            WireJson.Context.Decisions,
            PageCursor.NextQuery(call, decisions.Count, query.Limit, lastId));
    }

    private static bool Wrong(EndpointCall call)
    {
        call.Errors.Add("criteria", "true or false is allowed.");
        return false;
    }
}
