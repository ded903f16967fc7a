using System.Globalization;
using Valhalla.Governance.Idempotency;

namespace Valhalla.Governance.Heimdall;

/// <summary>Checks recommendations at the public edge.</summary>
internal static class HeimdallRequests
{
    public const string IdempotencyScope = "heimdall";
    public const int MaxModelVersionLength = 100;
    public const int MaxJsonBytes = 32 * 1024;

    public static void Validate(RecommendRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Domain.Value.Length == 0)
        {
            throw new ArgumentException("Name a domain.", nameof(request));
        }

        // Written so that NaN fails.
        if (!(request.Confidence is >= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(request), request.Confidence, "The confidence is from 0 to 1.");
        }

        RequireJson(request.RecommendationJson, nameof(request.RecommendationJson));
        if (request.EvidenceJson is not null)
        {
            RequireJson(request.EvidenceJson, nameof(request.EvidenceJson));
        }

        TextRules.Require(request.Actor, TextRules.MaxActorLength, nameof(request.Actor));
        TextRules.RequireOptional(request.ModelVersion, MaxModelVersionLength, nameof(request.ModelVersion));
        TextRules.RequireOptional(
            request.CorrelationId, TextRules.MaxCorrelationIdLength, nameof(request.CorrelationId));
        TextRules.RequireOptional(
            request.IdempotencyKey, TextRules.MaxIdempotencyKeyLength, nameof(request.IdempotencyKey));
    }

    public static IdempotencyTicket? TicketOf(RecommendRequest request) => request.IdempotencyKey is { } key
        ? new IdempotencyTicket(IdempotencyScope, key, RequestHash.Of(
            "recommend",
            request.Domain.Value,
            request.Confidence.ToString("R", CultureInfo.InvariantCulture),
            request.RecommendationJson,
            request.EvidenceJson,
            request.Actor,
            request.ModelVersion,
            request.CorrelationId))
        : null;

    private static void RequireJson(string json, string name)
    {
        ArgumentNullException.ThrowIfNull(json, name);
        if (!JsonRules.IsValid(json, MaxJsonBytes))
        {
            throw new ArgumentException("Give valid JSON, at most 32 KiB and 16 deep.", name);
        }
    }
}
