using System.ComponentModel.DataAnnotations;

namespace SampleApi.Wholesale;

/// <summary>An offer to send.</summary>
/// <param name="Id">The caller's name for it: letters, digits, '_', '.', ':' or '-', at most 100.</param>
/// <param name="Amount">What is offered, in currency units.</param>
/// <param name="BuyerLimit">What the buyer would pay at the most; in real life nobody tells.</param>
/// <param name="CorrelationId">What links it to other events; by default the id.</param>
public sealed record OfferRequest(
    [Required, RegularExpression(OfferRequest.IdPattern)] string Id,
    [CurrencyAmount] decimal Amount,
    [CurrencyAmount] decimal BuyerLimit,
    [RegularExpression(OfferRequest.IdPattern)] string? CorrelationId = null)
{
    private const string IdPattern = "^[A-Za-z0-9_.:-]{1,100}$";
}
