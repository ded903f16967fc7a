using System.Globalization;
using Valhalla.Governance.Idempotency;

namespace Valhalla.Governance.Heimdall;

/// <summary>Checks requests at the public edge, and gives those with a key their ticket.</summary>
internal static class HeimdallRequests
{
    public const string IdempotencyScope = "heimdall";
    public const int MaxJsonBytes = 32 * 1024;
    public const int MaxModelVersionLength = 100;
    public const int MaxDays = 366;

    /// <exception cref="ArgumentException">The request is out of range.</exception>
    public static void Validate(RecommendRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        RequireDomain(request.Domain, nameof(request.Domain));
        if (request.Confidence is not (>= 0 and <= 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(request), request.Confidence, "The confidence is a probability, 0 to 1.");
        }

        RequireJson(request.RecommendationJson, nameof(request.RecommendationJson));
        if (request.EvidenceJson is { } evidence)
        {
            RequireJson(evidence, nameof(request.EvidenceJson));
        }

        TextRules.Require(request.Actor, TextRules.MaxActorLength, nameof(request.Actor));
        RequireModelVersion(request.ModelVersion, nameof(request.ModelVersion));
        TextRules.RequireOptional(
            request.CorrelationId, TextRules.MaxCorrelationIdLength, nameof(request.CorrelationId));
        TextRules.RequireOptional(
            request.IdempotencyKey, TextRules.MaxIdempotencyKeyLength, nameof(request.IdempotencyKey));
    }

    /// <exception cref="ArgumentException">The domain is the default value.</exception>
    public static void RequireDomain(DomainName domain, string name)
    {
        if (domain.Value.Length == 0)
        {
            throw new ArgumentException("Name a domain.", name);
        }
    }

    /// <exception cref="ArgumentException">It is neither null nor 1 to 100 characters.</exception>
    public static void RequireModelVersion(string? modelVersion, string name) =>
        TextRules.RequireOptional(modelVersion, MaxModelVersionLength, name);

    /// <summary>Checks who asks for a change of a domain, and why.</summary>
    /// <exception cref="ArgumentException">A part is malformed.</exception>
    public static void Validate(DomainName domain, ChangeAuthor author, string? reason)
    {
        RequireDomain(domain, nameof(domain));
        ArgumentNullException.ThrowIfNull(author);
        TextRules.RequireOptional(reason, TextRules.MaxReasonLength, nameof(reason));
    }

    public static IdempotencyTicket? TicketOf(RecommendRequest request) =>
        request.IdempotencyKey is { } key
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

    private static void RequireJson(string? json, string name)
    {
        if (json is null || !JsonRules.IsValid(json, MaxJsonBytes))
        {
            throw new ArgumentException("Give valid JSON, at most 32 KiB and 16 deep.", name);
        }
    }
}
