using Valhalla.Governance.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Json;

namespace Valhalla.Governance.AspNetCore.MarketPolicies;

/// <summary>What market policies are asked to do.</summary>
internal static class MarketPolicyWrites
{
    public static async ValueTask<Answer> UpsertPolicyAsync(EndpointCall call)
    {
        var (body, refusal) = await call.ReadMixedAsync(WireJson.Context.MarketPolicyUpsert).ConfigureAwait(false);
        if (refusal is not null)
        {
            return refusal;
        }

        var errors = call.Errors;
        var author = call.Author(errors.Same("changed_by", body.ChangedBy, "actor", body.Actor));
        var change = new MarketPolicyChange(errors.Province("province", body.Province), author)
        {
            Market = errors.OptionalMarket("market", body.Market),
            Enabled = body.Enabled,
            Windows = errors.Windows("windows", body.Windows),
            Channels = errors.Channels("channels", body.Channels),
            MinLeadScore = errors.Range("min_lead_score", body.MinLeadScore, 0, 100),
            TimeZone = errors.TimeZone("time_zone", body.TimeZone),
            RemoveTimeZone = body.RemovesTimeZone,
            Reason = call.Reason(body.Reason),
        };
        if (errors.Any)
        {
            return errors.ToAnswer();
        }

        var policy = await call.Get<IMarketPolicies>().UpsertPolicyAsync(change, call.Aborted).ConfigureAwait(false);
        return Answer.Json(
            new MarketPolicyAnswer { Ok = true, Policy = MarketPolicyShapes.Of(policy) },
            WireJson.Context.MarketPolicyAnswer);
    }
}
