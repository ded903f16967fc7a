using System.Text.Json;
using Valhalla.Governance;

namespace SampleApi.Wholesale;

/// <summary>Stands for the AI that recommends offers, and asks the Heimdall charter about each.</summary>
public sealed class OfferModel(IHeimdallCharter heimdall)
{
    /// <summary>The domain of its recommendations.</summary>
    public static readonly DomainName Domain = new("WHOLESALE_OFFER");

    /// <summary>Recommends an offer.</summary>
    /// <returns>The charter's judgement: whether it may be used in production, and every reason against it.</returns>
    public ValueTask<RecommendResult> RecommendAsync(OfferRequest offer, CancellationToken cancellationToken)
    {
        var recommendation = JsonSerializer.Serialize(new { offer_id = offer.Id, price = offer.Amount });
        return heimdall.RecommendAsync(
            new RecommendRequest(Domain, Confidence: 0.95, recommendation)
            {
                Actor = "offer_model",
                CorrelationId = offer.CorrelationId ?? offer.Id,
            },
            cancellationToken);
    }
}
