using Microsoft.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Offers;

/// <summary>The endpoints of offers.</summary>
internal static class OfferEndpoints
{
    private const string Tag = "Offers";
    private const string Base = "deals/offers/";

    public static IEnumerable<EndpointSpec> All { get; } =
    [
        new()
        {
            Verb = HttpMethods.Get, Path = Base + "policies", Name = "ListOfferPolicies", Tag = Tag,
            Summary = "Lists the offer policies.",
            Description = "By province.",
            Handler = OfferReads.ListPoliciesAsync, Response = typeof(IReadOnlyList<OfferPolicyBody>),
        },
        new()
        {
            Verb = HttpMethods.Post, Path = Base + "policies/upsert", Name = "UpsertOfferPolicy", Tag = Tag,
            Summary = "Creates or changes an offer policy.",
            Description = "What is absent stays as it is. Fields may be JSON, form or query fields.",
            Handler = OfferWrites.UpsertPolicyAsync, Request = typeof(OfferPolicyUpsert), AcceptsForm = true,
            Response = typeof(OfferPolicyAnswer), Refusals = [StatusCodes.Status422UnprocessableEntity],
            Parameters = Parameters.Of<IOfferParameters>(nameof(IOfferParameters.UpsertPolicy)),
        },
        new()
        {
            Verb = HttpMethods.Post, Path = Base + "compute", Name = "ComputeOffer", Tag = Tag,
            Summary = "Computes an offer, stores its evidence, and reserves it on request.",
            Description = "An offer that is not made is 200 with ok false and a reason.",
            Acts = true, ExecutionClass = ExecutionClass.ProdExec,
            Handler = OfferWrites.ComputeAsync, Request = typeof(OfferBody), Response = typeof(OfferAnswerBody),
            Refusals = [StatusCodes.Status409Conflict],
            Parameters = Parameters.Of<IOfferParameters>(nameof(IOfferParameters.Compute)),
        },
    ];
}
