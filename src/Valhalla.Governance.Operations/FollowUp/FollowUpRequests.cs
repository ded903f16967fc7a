using Valhalla.Governance.Idempotency;

namespace Valhalla.Governance.Operations.FollowUp;

/// <summary>Checks requests at the public edge.</summary>
internal static class FollowUpRequests
{
    public const int MaxLeadIdLength = 200;
    public const int MaxOwnerLength = 200;
    public const int MaxOutcomeLength = 200;
    public const int MaxWorkerLength = 200;
    public const int MaxClaim = 100;
    public const int MaxDays = 366;

    public static readonly TimeSpan MinLease = TimeSpan.FromSeconds(10);
    public static readonly TimeSpan MaxLease = TimeSpan.FromHours(1);
    public static readonly TimeSpan DefaultLease = TimeSpan.FromMinutes(5);

    private const int MaxList = 1_000;

    public static void Validate(CreateLadderRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        TextRules.Require(request.LeadId, MaxLeadIdLength, nameof(request.LeadId));
        if (request.Province.Value.Length == 0)
        {
            throw new ArgumentException(ProvinceCode.Remedy, nameof(request));
        }

        TextRules.RequireOptional(request.Owner, MaxOwnerLength, nameof(request.Owner));
        TextRules.Require(request.Actor, TextRules.MaxActorLength, nameof(request.Actor));
        TextRules.RequireOptional(
            request.CorrelationId, TextRules.MaxCorrelationIdLength, nameof(request.CorrelationId));
        TextRules.RequireOptional(
            request.IdempotencyKey, TextRules.MaxIdempotencyKeyLength, nameof(request.IdempotencyKey));
    }

    public static void Validate(FollowUpDueQuery query)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1, nameof(query));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, MaxList, nameof(query));
    }

    public static void ValidateClaim(string worker, int limit, TimeSpan lease)
    {
        TextRules.RequireSeen(worker, MaxWorkerLength, nameof(worker));
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxClaim);
        ArgumentOutOfRangeException.ThrowIfLessThan(lease, MinLease);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(lease, MaxLease);
    }

    public static void Validate(CompleteFollowUpRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        TextRules.Require(request.Actor, TextRules.MaxActorLength, nameof(request.Actor));
        TextRules.RequireOptional(request.Outcome, MaxOutcomeLength, nameof(request.Outcome));
    }

    public static IdempotencyTicket? TicketOf(CreateLadderRequest request) => request.IdempotencyKey is { } key
        ? new IdempotencyTicket(NewLadder.IdempotencyScope, key, RequestHash.Of(
            "create",
            request.LeadId,
            request.Province.Value,
            request.Market?.Value,
            request.Owner,
            request.Actor,
            request.CorrelationId))
        : null;
}
