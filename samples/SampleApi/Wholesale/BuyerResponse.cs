namespace SampleApi.Wholesale;

/// <summary>What a buyer answered.</summary>
/// <param name="Accepted">Whether the offer was taken.</param>
/// <param name="ResponseSeconds">How long the buyer took.</param>
public sealed record BuyerResponse(bool Accepted, double ResponseSeconds);
