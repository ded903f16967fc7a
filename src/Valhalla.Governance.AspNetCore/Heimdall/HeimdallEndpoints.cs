using Microsoft.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Heimdall;

/// <summary>The endpoints of the Heimdall charter.</summary>
internal static class HeimdallEndpoints
{
    private const string Tag = "Heimdall charter";
    private const string Base = "governance/heimdall/";

    public static IEnumerable<EndpointSpec> All { get; } =
    [
        new()
        {
            Verb = HttpMethods.Get, Path = Base + "policies", Name = "ListHeimdallPolicies", Tag = Tag,
            Summary = "Lists the Heimdall policies.",
            Description = "By domain.",
            Handler = HeimdallReads.ListPoliciesAsync, Response = typeof(IReadOnlyList<HeimdallPolicyBody>),
        },
        new()
        {
            Verb = HttpMethods.Post, Path = Base + "policies/upsert", Name = "UpsertHeimdallPolicy", Tag = Tag,
            Summary = "Creates or changes a Heimdall policy.",
            Description = "What is absent stays as it is. Fields may be JSON, form or query fields. Production use can "
                + "only be switched off here.",
            Handler = HeimdallWrites.UpsertPolicyAsync, Request = typeof(HeimdallPolicyUpsert), AcceptsForm = true,
            Response = typeof(HeimdallPolicyAnswer), Refusals = [StatusCodes.Status422UnprocessableEntity],
            Parameters = Parameters.Of<IHeimdallParameters>(nameof(IHeimdallParameters.UpsertPolicy)),
        },
        new()
        {
            Verb = HttpMethods.Post, Path = Base + "recommend", Name = "RecordHeimdallRecommendation", Tag = Tag,
            Summary = "Stores a recommendation and judges it.",
            Description = "Not eligible for production is 200 with ok false and every reason.",
            Handler = HeimdallWrites.RecommendAsync, Request = typeof(RecommendBody),
            Response = typeof(RecommendAnswer), Refusals = [StatusCodes.Status409Conflict],
            Parameters = Parameters.Of<IHeimdallParameters>(nameof(IHeimdallParameters.Recommend)),
        },
        new()
        {
            Verb = HttpMethods.Post, Path = Base + "recommendations/{id}/outcome", Name = "RecordHeimdallOutcome",
            Tag = Tag, Summary = "Reports how a recommendation ended.",
            Description = "Once each: a second, different outcome is 409.",
            Handler = HeimdallWrites.RecordOutcomeAsync, Request = typeof(OutcomeBody),
            Response = typeof(OutcomeAnswer),
            Refusals = [StatusCodes.Status404NotFound, StatusCodes.Status409Conflict],
            Parameters = Parameters.Of<IHeimdallParameters>(nameof(IHeimdallParameters.Outcome)),
        },
        new()
        {
            Verb = HttpMethods.Post, Path = Base + "promote", Name = "PromoteHeimdallDomain", Tag = Tag,
            Summary = "Enables production use of a domain.",
            Description = "409 with reasons while its trials do not clear the policy.",
            Handler = HeimdallWrites.PromoteAsync, Request = typeof(PromotionBody), Response = typeof(PromotionAnswer),
            Refusals = [StatusCodes.Status404NotFound, StatusCodes.Status409Conflict],
            Parameters = Parameters.Of<IHeimdallParameters>(nameof(IHeimdallParameters.Promote)),
        },
        new()
        {
            Verb = HttpMethods.Post, Path = Base + "demote", Name = "DemoteHeimdallDomain", Tag = Tag,
            Summary = "Disables production use of a domain.",
            Description = "Always allowed.",
            Handler = HeimdallWrites.DemoteAsync, Request = typeof(DemotionBody), Response = typeof(PromotionAnswer),
            Refusals = [StatusCodes.Status404NotFound],
            Parameters = Parameters.Of<IHeimdallParameters>(nameof(IHeimdallParameters.Demote)),
        },
        new()
        {
            Verb = HttpMethods.Get, Path = Base + "scorecard", Name = "GetHeimdallScorecard", Tag = Tag,
            Summary = "Shows how trials ended over the last days.",
            Description = "One scorecard per domain and model version; 30 days by default.",
            Handler = HeimdallReads.GetScorecardAsync, Response = typeof(IReadOnlyList<ScorecardBody>),
            Parameters = Parameters.Of<IHeimdallParameters>(nameof(IHeimdallParameters.Scorecard)),
        },
        new()
        {
            Verb = HttpMethods.Get, Path = Base + "scorecard/today", Name = "GetHeimdallScorecardToday", Tag = Tag,
            Summary = "Shows how today's trials ended.",
            Description = "Empty without an outcome today.",
            Handler = HeimdallReads.GetScorecardTodayAsync, Response = typeof(IReadOnlyList<ScorecardBody>),
            Parameters = Parameters.Of<IHeimdallParameters>(nameof(IHeimdallParameters.Today)),
        },
        new()
        {
            Verb = HttpMethods.Get, Path = Base + "calibration", Name = "GetHeimdallCalibration", Tag = Tag,
            Summary = "Shows how well confidence and success agree.",
            Description = "Ten bins per domain and model version; 30 days by default.",
            Handler = HeimdallReads.GetCalibrationAsync, Response = typeof(IReadOnlyList<CalibrationBody>),
            Parameters = Parameters.Of<IHeimdallParameters>(nameof(IHeimdallParameters.Scorecard)),
        },
        new()
        {
            Verb = HttpMethods.Get, Path = Base + "snapshot", Name = "GetHeimdallSnapshot", Tag = Tag,
            Summary = "Shows every domain with its policy and trials.",
            Description = "And what stands against a promotion.",
            Handler = HeimdallReads.GetSnapshotAsync, Response = typeof(HeimdallSnapshotBody),
        },
    ];
}
