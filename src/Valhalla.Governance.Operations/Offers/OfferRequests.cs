using System.Globalization;
using System.Text.Json;
using Valhalla.Governance.Idempotency;

namespace Valhalla.Governance.Operations.Offers;

/// <summary>Checks requests at the public edge, and gives those with a key their ticket.</summary>
internal static class OfferRequests
{
    public const string IdempotencyScope = "offers";
    public const int MaxLeadIdLength = 200;
    public const int MaxComps = 100;
    public const int MaxCompsBytes = 32 * 1024;
    public const int MaxAssumptionsBytes = 16 * 1024;

    public const string CompsRemedy =
        "Comparable sales are an array of at most 100 objects, each with a number 'price' above zero.";

    public static readonly TimeSpan MinTimeToLive = TimeSpan.FromSeconds(1);
    public static readonly TimeSpan MaxTimeToLive = TimeSpan.FromDays(366);

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = JsonRules.MaxDepth };

    /// <returns>The number of comparable sales.</returns>
    /// <exception cref="ArgumentException">The request is out of range.</exception>
    public static int Validate(OfferRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        if (request.Province.Value.Length == 0)
        {
            throw new ArgumentException(ProvinceCode.Remedy, nameof(request));
        }

        if (!request.Arv.IsPositive || request.Arv > Money.FromDecimal(Money.MaxCurrencyUnits))
        {
            throw new ArgumentOutOfRangeException(
                nameof(request), request.Arv, "The after-repair value is positive and at most 10^12.");
        }

        if (request.Repairs.IsNegative || request.Repairs > request.Arv)
        {
            throw new ArgumentOutOfRangeException(
                nameof(request), request.Repairs, "Repairs are zero or more and not above the after-repair value.");
        }

        if (request.Fees is { } fees && (fees.IsNegative || fees > Money.FromDecimal(Money.MaxCurrencyUnits)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(request), fees, "Fees are zero or more and at most 10^12.");
        }

        RequireTexts(request);
        RequireReserve(request);
        if (request.AssumptionsJson is { } assumptions && !IsObject(assumptions))
        {
            throw new ArgumentException(
                "Assumptions are a JSON object of at most 16 KiB, at most 16 deep.", nameof(request));
        }

        return CountComps(request.CompsJson);
    }

    /// <summary>The number of comparable sales, or null when they are not what they must be.</summary>
    public static int? TryCountComps(JsonElement comps)
    {
        if (comps.ValueKind != JsonValueKind.Array || comps.GetArrayLength() > MaxComps)
        {
            return null;
        }

        foreach (var comp in comps.EnumerateArray())
        {
            if (comp.ValueKind != JsonValueKind.Object
                || !comp.TryGetProperty("price", out var price)
                || price.ValueKind != JsonValueKind.Number
                || !price.TryGetDecimal(out var amount)
                || amount <= 0)
            {
                return null;
            }
        }

        return comps.GetArrayLength();
    }

    public static IdempotencyTicket? TicketOf(OfferRequest request) => request.IdempotencyKey is { } key
        ? new IdempotencyTicket(IdempotencyScope, key, RequestHash.Of(
            "compute",
            request.Province.Value,
            request.Market?.Value,
            request.LeadId,
            Text(request.Arv),
            Text(request.Repairs),
            Text(request.Fees),
            request.CompsJson,
            request.AssumptionsJson,
            request.Reserve?.Value,
            request.ReserveTimeToLive.Ticks.ToString(CultureInfo.InvariantCulture),
            request.Actor,
            request.CorrelationId))
        : null;

    private static string? Text(Money? amount) => amount?.Units.ToString(CultureInfo.InvariantCulture);

    private static int CountComps(string? json)
    {
        if (json is null)
        {
            return 0;
        }

        if (!JsonRules.IsValid(json, MaxCompsBytes))
        {
            throw new ArgumentException(CompsRemedy, nameof(json));
        }

        using var document = JsonDocument.Parse(json, Strict);
        return TryCountComps(document.RootElement) ?? throw new ArgumentException(CompsRemedy, nameof(json));
    }

    private static bool IsObject(string json)
    {
        if (!JsonRules.IsValid(json, MaxAssumptionsBytes))
        {
            return false;
        }

        using var document = JsonDocument.Parse(json, Strict);
        return document.RootElement.ValueKind == JsonValueKind.Object;
    }

    private static void RequireTexts(OfferRequest request)
    {
        if (request.Market is { Value.Length: 0 })
        {
            throw new ArgumentException("Name a market, or leave it out.", nameof(request));
        }

        TextRules.RequireOptional(request.LeadId, MaxLeadIdLength, nameof(request));
        TextRules.Require(request.Actor, TextRules.MaxActorLength, nameof(request));
        TextRules.RequireOptional(request.CorrelationId, TextRules.MaxCorrelationIdLength, nameof(request));
        TextRules.RequireOptional(request.IdempotencyKey, TextRules.MaxIdempotencyKeyLength, nameof(request));
    }

    private static void RequireReserve(OfferRequest request)
    {
        if (request.Reserve is { } engine && (engine.Value.Length == 0 || engine.IsGlobal))
        {
            throw new ArgumentException(
                "Name an engine; GLOBAL is the sum of all and cannot reserve.", nameof(request));
        }

        if (request.ReserveTimeToLive < MinTimeToLive || request.ReserveTimeToLive > MaxTimeToLive)
        {
            throw new ArgumentOutOfRangeException(
                nameof(request), request.ReserveTimeToLive, "The time to live is from one second to 366 days.");
        }
    }
}
