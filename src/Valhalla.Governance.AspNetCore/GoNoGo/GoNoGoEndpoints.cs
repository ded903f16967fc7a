using Microsoft.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.GoNoGo;

/// <summary>The endpoints of the go/no-go board.</summary>
internal static class GoNoGoEndpoints
{
    private const string Tag = "Go/no-go board";
    private const string Base = "governance/go-no-go/";

    public static IEnumerable<EndpointSpec> All { get; } =
    [
        new()
        {
            Verb = HttpMethods.Get, Path = Base + "criteria", Name = "ListGoNoGoCriteria", Tag = Tag,
            Summary = "Lists every criterion of the board.",
            Description = "With its threshold and how old its evidence may be. "
                + "GO criteria first, then the NO-GO rules.",
            Handler = GoNoGoReads.ListCriteriaAsync, Response = typeof(IReadOnlyList<CriterionBody>),
        },
        new()
        {
            Verb = HttpMethods.Get, Path = Base + "evidence", Name = "ListGoNoGoEvidence", Tag = Tag,
            Summary = "Lists the newest observation of every signal.",
            Description = "From the providers of this host, asked now, and from what was posted.",
            Handler = GoNoGoReads.ListEvidenceAsync, Response = typeof(IReadOnlyList<EvidenceBody>),
        },
        new()
        {
            Verb = HttpMethods.Post, Path = Base + "evidence", Name = "PostGoNoGoEvidence", Tag = Tag,
            Summary = "Records observations.",
            Description = "One, or up to 200 under evidence, all or none. Signals that the system observes itself are "
                + "refused.",
            Handler = GoNoGoWrites.PostEvidenceAsync, Request = typeof(EvidencePostBody),
            MaxBodyBytes = EndpointSpec.BatchBodyBytes, Response = typeof(EvidencePostAnswer),
            Refusals = [StatusCodes.Status409Conflict],
            Parameters = Parameters.Of<IGoNoGoParameters>(nameof(IGoNoGoParameters.PostEvidence)),
        },
        new()
        {
            Verb = HttpMethods.Post, Path = Base + "evaluate", Name = "EvaluateGoNoGo", Tag = Tag,
            Summary = "Judges every criterion and stores the result.",
            Description = "The new evaluation takes the place of the one before; signatures are bound to its hash. "
                + "Missing or stale evidence is a NO-GO.",
            Handler = GoNoGoWrites.EvaluateAsync, Request = typeof(EvaluateBoardBody),
            Response = typeof(EvaluationBody),
            Parameters = Parameters.Of<IGoNoGoParameters>(nameof(IGoNoGoParameters.Evaluate)),
        },
        new()
        {
            Verb = HttpMethods.Get, Path = Base + "evaluation", Name = "GetGoNoGoEvaluation", Tag = Tag,
            Summary = "Shows the newest evaluation with its signatures.",
            Description = "What there is to sign or to decide on. It evaluates nothing.",
            Handler = GoNoGoReads.GetEvaluationAsync, Response = typeof(EvaluationBody),
            Refusals = [StatusCodes.Status404NotFound],
        },
        new()
        {
            Verb = HttpMethods.Post, Path = Base + "sign-off", Name = "SignOffGoNoGo", Tag = Tag,
            Summary = "Signs the newest evaluation in one role.",
            Description = "As RELEASE_CAPTAIN, ON_CALL or TECHNICAL_LEAD; one person holds one role.",
            Handler = GoNoGoWrites.SignOffAsync, Request = typeof(SignOffRequestBody),
            Response = typeof(SignOffAnswer),
            Refusals = [StatusCodes.Status404NotFound, StatusCodes.Status409Conflict],
            Parameters = Parameters.Of<IGoNoGoParameters>(nameof(IGoNoGoParameters.SignOff)),
        },
        new()
        {
            Verb = HttpMethods.Post, Path = Base + "decide", Name = "DecideGoNoGo", Tag = Tag,
            Summary = "Records GO or NO_GO on an evaluation.",
            Description = "A GO needs an evaluation that is the newest, not expired and GO, three signatures, evidence "
                + "that is still GO, and a clear kill switch; it lets the influence climb. A NO_GO takes that away.",
            Handler = GoNoGoWrites.DecideAsync, Request = typeof(DecideBody), Response = typeof(DecisionAnswer),
            Refusals = [StatusCodes.Status404NotFound, StatusCodes.Status409Conflict],
            Parameters = Parameters.Of<IGoNoGoParameters>(nameof(IGoNoGoParameters.Decide)),
        },
        new()
        {
            Verb = HttpMethods.Get, Path = Base + "decisions", Name = "ListGoNoGoDecisions", Tag = Tag,
            Summary = "Lists decisions, newest first.",
            Description = "The next page is in the Link header.",
            Handler = GoNoGoReads.ListDecisionsAsync, Response = typeof(IReadOnlyList<DecisionBody>),
            Parameters = Parameters.Of<IGoNoGoParameters>(nameof(IGoNoGoParameters.Decisions)),
        },
    ];
}
