using Microsoft.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.MarketPolicies;

/// <summary>The endpoints of market policies.</summary>
internal static class MarketPolicyEndpoints
{
    private const string Tag = "Market policy";
    private const string Base = "governance/market/";

    public static IEnumerable<EndpointSpec> All { get; } =
    [
        new()
        {
            Verb = HttpMethods.Get, Path = Base + "policies", Name = "ListMarketPolicies", Tag = Tag,
            Summary = "Lists the market policies.",
            Description = "By province, its own policy before those of its markets.",
            Handler = MarketPolicyReads.ListPoliciesAsync, Response = typeof(IReadOnlyList<MarketPolicyBody>),
        },
        new()
        {
            Verb = HttpMethods.Post, Path = Base + "policies/upsert", Name = "UpsertMarketPolicy", Tag = Tag,
            Summary = "Creates or changes a market policy.",
            Description = "What is absent stays as it is; a new market starts as a copy of its province. Fields may be "
                + "JSON, form or query fields. Windows narrow the statutory calling hours: wider ones are 422.",
            Handler = MarketPolicyWrites.UpsertPolicyAsync, Request = typeof(MarketPolicyUpsert), AcceptsForm = true,
            Response = typeof(MarketPolicyAnswer), Refusals = [StatusCodes.Status422UnprocessableEntity],
            Parameters = Parameters.Of<IMarketPolicyParameters>(nameof(IMarketPolicyParameters.UpsertPolicy)),
        },
        new()
        {
            Verb = HttpMethods.Get, Path = Base + "effective", Name = "GetEffectiveMarketPolicy", Tag = Tag,
            Summary = "Shows the policy that counts somewhere.",
            Description = "The market's, or the province's where the market has none, with the time zones it is "
                + "computed in.",
            Handler = MarketPolicyReads.GetEffectiveAsync, Response = typeof(EffectiveMarketPolicyBody),
            Parameters = Parameters.Of<IMarketPolicyParameters>(nameof(IMarketPolicyParameters.Effective)),
        },
        new()
        {
            Verb = HttpMethods.Get, Path = Base + "can-contact", Name = "CheckContact", Tag = Tag,
            Summary = "Says whether somebody may be contacted.",
            Description = "Not allowed is 200 with ok false, the reason, and from when on it is. Without a time, now.",
            Handler = MarketPolicyReads.CanContactAsync, Response = typeof(ContactAnswer),
            Parameters = Parameters.Of<IMarketPolicyParameters>(nameof(IMarketPolicyParameters.CanContact)),
        },
    ];
}
