using Valhalla.Governance.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Json;
using Valhalla.Governance.Operations.Offers;

namespace Valhalla.Governance.AspNetCore.Offers;

/// <summary>What offers are asked to do.</summary>
internal static class OfferWrites
{
    private const int MaxLifeSeconds = 366 * 24 * 60 * 60;

    public static async ValueTask<Answer> UpsertPolicyAsync(EndpointCall call)
    {
        var (body, refusal) = await call.ReadMixedAsync(WireJson.Context.OfferPolicyUpsert).ConfigureAwait(false);
        if (refusal is not null)
        {
            return refusal;
        }

        var errors = call.Errors;
        var author = call.Author(errors.Same("changed_by", body.ChangedBy, "actor", body.Actor));
        var change = new OfferPolicyChange(errors.ReadProvince(body.Province), author)
        {
            Enabled = body.Enabled,
            MultiplierBasisPoints = errors.ReadMultiplier(body.Multiplier),
            Fees = errors.OptionalNotNegative("fees", body.Fees),
            MinOffer = errors.OptionalNotNegative("min_offer", body.MinOffer),
            RemoveMinOffer = body.RemovesMinOffer,
            MaxOffer = errors.OptionalAmount("max_offer", body.MaxOffer),
            RemoveMaxOffer = body.RemovesMaxOffer,
            MinComps = errors.Range("min_comps", body.MinComps, 0, OfferPolicyRules.MaxMinComps),
            Reason = call.Reason(body.Reason),
        };
        if (errors.Any)
        {
            return errors.ToAnswer();
        }

        var policy = await call.Get<IOfferStrategy>().UpsertPolicyAsync(change, call.Aborted).ConfigureAwait(false);
        return Answer.Json(
            new OfferPolicyAnswer { Ok = true, Policy = OfferShapes.Of(policy) }, WireJson.Context.OfferPolicyAnswer);
    }

    public static async ValueTask<Answer> ComputeAsync(EndpointCall call)
    {
        var (body, refusal) = await call.ReadAsync(WireJson.Context.OfferBody).ConfigureAwait(false);
        if (refusal is not null)
        {
            return refusal;
        }

        var request = Read(call, body);
        if (call.Errors.Any)
        {
            return call.Errors.ToAnswer();
        }

        var result = await call.Get<IOfferStrategy>().ComputeAsync(request, call.Aborted).ConfigureAwait(false);
        return Refusals.OfKey(result.Idempotency)
            ?? Answer.Json(OfferShapes.Of(result, request), WireJson.Context.OfferAnswerBody);
    }

    private static OfferRequest Read(EndpointCall call, OfferBody body)
    {
        var errors = call.Errors;
        var request = new OfferRequest(
            errors.ReadProvince(body.Province),
            errors.Amount("arv", body.Arv),
            errors.ReadRepairs(body.Repairs, body.Arv))
        {
            Market = errors.ReadMarket(body.Market),
            LeadId = errors.Text("lead_id", body.LeadId, OfferRequests.MaxLeadIdLength),
            Fees = errors.OptionalNotNegative("fees", body.Fees),
            CompsJson = errors.ReadComps(body.Comps),
            AssumptionsJson = errors.ReadAssumptions(body.Assumptions),
            Reserve = errors.ReadReserve(body.Reserve, body.Engine),
            Actor = call.Author(body.Actor).Name,
            CorrelationId = call.CorrelationId(body.CorrelationId),
            IdempotencyKey = call.IdempotencyKey(body.IdempotencyKey),
        };
        return errors.Range("expires_in_seconds", body.ExpiresInSeconds, 1, MaxLifeSeconds) is { } seconds
            ? request with { ReserveTimeToLive = TimeSpan.FromSeconds(seconds) }
            : request;
    }
}
