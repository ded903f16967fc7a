using Valhalla.Governance.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Json;
using Valhalla.Governance.Operations.BuyerLiquidity;

namespace Valhalla.Governance.AspNetCore.BuyerLiquidity;

/// <summary>What buyer liquidity shows and is told.</summary>
internal static class BuyerLiquidityHandlers
{
    public static async ValueTask<Answer> ListNodesAsync(EndpointCall call)
    {
        var query = new LiquidityNodeQuery
        {
            Province = call.Query("province") is { } province ? call.Province(province) : null,
            PropertyType = call.PropertyType(call.Query("property_type")),
            After = LiquidityCursor.Read(call),
            Limit = PageCursor.ReadLimit(call),
        };
        if (call.Errors.Any)
        {
            return call.Errors.ToAnswer();
        }

        var page = await call.Get<IBuyerLiquidity>().GetNodesAsync(query, call.Aborted).ConfigureAwait(false);
        var last = page.Nodes.Count == 0 ? null : LiquidityCursor.Write(page.Nodes[^1]);
        return Answer.Page(
            BuyerLiquidityShapes.Of(page),
            WireJson.Context.LiquidityNodesBody,
            PageCursor.NextQuery(call, page.Nodes.Count, query.Limit, last));
    }

    public static async ValueTask<Answer> GetScoreAsync(EndpointCall call)
    {
        var province = call.Province(call.Query("province"));
        MarketName? market = call.Query("market") is { } name ? call.Market(name) : null;
        var type = call.PropertyType(call.Query("property_type"));
        if (call.Errors.Any)
        {
            return call.Errors.ToAnswer();
        }

        var score = await call.Get<IBuyerLiquidity>().GetScoreAsync(province, market, type, call.Aborted)
            .ConfigureAwait(false);
        return Answer.Json(BuyerLiquidityShapes.Of(score), WireJson.Context.LiquidityScoreBody);
    }

    public static async ValueTask<Answer> RecordFeedbackAsync(EndpointCall call)
    {
        var (body, refusal) = await call.ReadAsync(WireJson.Context.FeedbackBody).ConfigureAwait(false);
        if (refusal is not null)
        {
            return refusal;
        }

        var errors = call.Errors;
        var kind = errors.Choice<BuyerFeedbackKind>("kind", body.Kind);
        if (body.Kind is null)
        {
            errors.Required("kind", kind);
        }

        var request = new BuyerFeedbackRequest(
            call.Province(body.Province), call.Market(body.Market), kind ?? default)
        {
            PropertyType = call.PropertyType(body.PropertyType) ?? LiquidityRules.DefaultPropertyType,
            BuyerId = errors.Text("buyer_id", body.BuyerId, FeedbackRequests.MaxBuyerIdLength),
            Actor = call.Author(body.Actor).Name,
            CorrelationId = call.CorrelationId(body.CorrelationId),
            DetailJson = errors.Json("detail", body.Detail, FeedbackRequests.MaxDetailBytes),
            IdempotencyKey = call.IdempotencyKey(body.IdempotencyKey),
        };
        if (errors.Any)
        {
            return errors.ToAnswer();
        }

        var result = await call.Get<IBuyerLiquidity>().RecordFeedbackAsync(request, call.Aborted)
            .ConfigureAwait(false);
        return Refusals.OfKey(result.Idempotency) ?? Answer.Json(
            new FeedbackAnswer
            {
                Ok = true,
                Id = result.FeedbackId,
                Node = BuyerLiquidityShapes.Of(result.Node!),
                IdempotentReplay = result.Idempotency == IdempotencyStatus.Replayed,
            },
            WireJson.Context.FeedbackAnswer);
    }
}
