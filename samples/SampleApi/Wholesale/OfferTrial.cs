using Valhalla.Governance;

namespace SampleApi.Wholesale;

/// <summary>
/// The same model against a simulated buyer, with no money bound and nobody contacted. Each run is a trial in the
/// Heimdall scorecard: 50 good ones, and the domain can be promoted to production.
/// </summary>
public sealed class OfferTrial(OfferModel model, SimulatedBuyer buyer, IHeimdallCharter heimdall)
{
    /// <summary>Runs a trial.</summary>
    public async Task<OfferResponse> RunAsync(OfferRequest offer, CancellationToken cancellationToken)
    {
        var judged = await model.RecommendAsync(offer, cancellationToken);
        var response = await buyer.SendAsync(offer, cancellationToken);
        await heimdall.RecordOutcomeAsync(
            judged.RecommendationId, response.Accepted, "sandbox", cancellationToken);
        return new OfferResponse(Ok: true, Response: response);
    }
}
