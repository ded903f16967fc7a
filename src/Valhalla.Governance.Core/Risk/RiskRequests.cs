using System.Globalization;
using Valhalla.Governance.Idempotency;

namespace Valhalla.Governance.Risk;

/// <summary>Checks requests at the public edge, and gives those with a key their ticket.</summary>
internal static class RiskRequests
{
    public static readonly TimeSpan MinTimeToLive = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan MaxTimeToLive = TimeSpan.FromDays(366);

    public static void Validate(ReserveRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        RequireEngine(request.Engine, nameof(request.Engine));
        RequireAmount(request.Amount, nameof(request.Amount));
        RequireTexts(request.Actor, request.CorrelationId, request.IdempotencyKey);
        if (request.TimeToLive is { } timeToLive && (timeToLive < MinTimeToLive || timeToLive > MaxTimeToLive))
        {
            throw new ArgumentOutOfRangeException(
                nameof(request), timeToLive, "The time to live is from one second to 366 days.");
        }
    }

    public static void Validate(SettleRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        RequireTexts(request.Actor, request.CorrelationId, request.IdempotencyKey);
        if (request.ReservationId is null)
        {
            if (request.Engine is not { } engine || request.CorrelationId is null)
            {
                throw new ArgumentException(
                    "Give a reservation id, or an engine and a correlation id.", nameof(request));
            }

            RequireEngine(engine, nameof(request.Engine));
        }

        if (request.Amount is { } amount)
        {
            RequireAmount(amount, nameof(request.Amount));
        }

        RequireOutcome(request.RealizedLoss, nameof(request.RealizedLoss));
        RequireOutcome(request.RealizedProfit, nameof(request.RealizedProfit));
        if (request.RealizedLoss.IsPositive && request.RealizedProfit.IsPositive)
        {
            throw new ArgumentException("A settlement has a loss or a profit, not both.", nameof(request));
        }
    }

    public static void Validate(ReleaseRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        RequireTexts(request.Actor, null, request.IdempotencyKey);
        if (request.Amount is { } amount)
        {
            RequireAmount(amount, nameof(request.Amount));
        }
    }

    public static IdempotencyTicket? TicketOf(ReserveRequest request) =>
        request is { IdempotencyKey: { } key, DryRun: false }
            ? Ticket(key, RequestHash.Of(
                "reserve",
                request.Engine.Value,
                Format(request.Amount),
                request.Actor,
                request.CorrelationId,
                request.TimeToLive?.Ticks.ToString(CultureInfo.InvariantCulture)))
            : null;

    public static IdempotencyTicket? TicketOf(SettleRequest request) =>
        request.IdempotencyKey is { } key
            ? Ticket(key, RequestHash.Of(
                "settle",
                request.ReservationId?.ToString(),
                request.Engine?.Value,
                request.CorrelationId,
                Format(request.Amount),
                Format(request.RealizedLoss),
                Format(request.RealizedProfit),
                request.Actor))
            : null;

    public static IdempotencyTicket? TicketOf(ReleaseRequest request) =>
        request.IdempotencyKey is { } key
            ? Ticket(key, RequestHash.Of(
                "release", request.ReservationId.ToString(), Format(request.Amount), request.Actor))
            : null;

    private static IdempotencyTicket Ticket(string key, string hash) => new(LedgerBatch.IdempotencyScope, key, hash);

    private static string? Format(Money? amount) => amount?.Units.ToString(CultureInfo.InvariantCulture);

    private static void RequireEngine(EngineName engine, string name)
    {
        if (engine.Value.Length == 0 || engine.IsGlobal)
        {
            throw new ArgumentException("Name an engine; GLOBAL is the sum of all and cannot be named.", name);
        }
    }

    private static void RequireAmount(Money amount, string name)
    {
        if (!amount.IsPositive || amount > Money.FromDecimal(Money.MaxCurrencyUnits))
        {
            throw new ArgumentOutOfRangeException(name, amount, "An amount is positive and at most 10^12.");
        }
    }

    private static void RequireOutcome(Money amount, string name)
    {
        if (amount.IsNegative || amount > Money.FromDecimal(Money.MaxCurrencyUnits))
        {
            throw new ArgumentOutOfRangeException(name, amount, "A loss or profit is zero or more and at most 10^12.");
        }
    }

    private static void RequireTexts(string actor, string? correlationId, string? idempotencyKey)
    {
        TextRules.Require(actor, TextRules.MaxActorLength, nameof(actor));
        TextRules.RequireOptional(correlationId, TextRules.MaxCorrelationIdLength, nameof(correlationId));
        TextRules.RequireOptional(idempotencyKey, TextRules.MaxIdempotencyKeyLength, nameof(idempotencyKey));
    }
}
