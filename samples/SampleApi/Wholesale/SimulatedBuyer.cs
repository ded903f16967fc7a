namespace SampleApi.Wholesale;

/// <summary>Stands for the outside world: takes every offer up to the limit.</summary>
public sealed class SimulatedBuyer
{
    /// <summary>Sends an offer and waits for the answer.</summary>
    public Task<BuyerResponse> SendAsync(OfferRequest offer, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.FromResult(new BuyerResponse(offer.Amount <= offer.BuyerLimit, ResponseSeconds: 0.2));
    }
}
