using Valhalla.Governance.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Json;

namespace Valhalla.Governance.AspNetCore.Offers;

/// <summary>What offers show.</summary>
internal static class OfferReads
{
    public static async ValueTask<Answer> ListPoliciesAsync(EndpointCall call)
    {
        var policies = await call.Get<IOfferStrategy>().GetPoliciesAsync(call.Aborted).ConfigureAwait(false);
        return Answer.Json<IReadOnlyList<OfferPolicyBody>>(
            [.. policies.Select(OfferShapes.Of)], WireJson.Context.OfferPolicies);
    }
}
