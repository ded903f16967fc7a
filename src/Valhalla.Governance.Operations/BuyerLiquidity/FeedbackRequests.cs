using Valhalla.Governance.Idempotency;

namespace Valhalla.Governance.Operations.BuyerLiquidity;

/// <summary>Checks feedback at the public edge.</summary>
internal static class FeedbackRequests
{
    public const string IdempotencyScope = "liquidity";
    public const int MaxBuyerIdLength = 200;
    public const int MaxDetailBytes = 16 * 1024;

    /// <exception cref="ArgumentException">The request is out of range.</exception>
    public static void Validate(BuyerFeedbackRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Province.Value.Length == 0
            || request.Market.Value.Length == 0
            || request.PropertyType.Value.Length == 0)
        {
            throw new ArgumentException("Name a province, a market and a property type.", nameof(request));
        }

        if (!Enum.IsDefined(request.Kind))
        {
            throw new ArgumentException(
                $"The kind is one of {WireNames.ListCapitals<BuyerFeedbackKind>()}.", nameof(request));
        }

        TextRules.Require(request.Actor, TextRules.MaxActorLength, nameof(request.Actor));
        TextRules.RequireOptional(request.BuyerId, MaxBuyerIdLength, nameof(request.BuyerId));
        TextRules.RequireOptional(
            request.CorrelationId, TextRules.MaxCorrelationIdLength, nameof(request.CorrelationId));
        TextRules.RequireOptional(
            request.IdempotencyKey, TextRules.MaxIdempotencyKeyLength, nameof(request.IdempotencyKey));
        if (request.DetailJson is { } detail && !JsonRules.IsValid(detail, MaxDetailBytes))
        {
            throw new ArgumentException("Give valid JSON, at most 16 KiB and 16 deep.", nameof(request));
        }
    }

    public static IdempotencyTicket? TicketOf(BuyerFeedbackRequest request) => request.IdempotencyKey is { } key
        ? new IdempotencyTicket(IdempotencyScope, key, RequestHash.Of(
            "feedback",
            request.Province.Value,
            request.Market.Value,
            request.PropertyType.Value,
            WireNames.Of(request.Kind),
            request.BuyerId,
            request.Actor,
            request.CorrelationId,
            request.DetailJson))
        : null;
}
