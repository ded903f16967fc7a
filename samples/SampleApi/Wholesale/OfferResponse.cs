namespace SampleApi.Wholesale;

/// <summary>How an offer went.</summary>
/// <param name="Ok">Whether it was sent.</param>
/// <param name="Reason">Why not, as a stable code.</param>
/// <param name="Response">The buyer's answer, when it was sent.</param>
public sealed record OfferResponse(bool Ok, string? Reason = null, BuyerResponse? Response = null);
