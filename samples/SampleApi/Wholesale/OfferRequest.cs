using System.ComponentModel.DataAnnotations;

namespace SampleApi.Wholesale;

/// <summary>An offer to send.</summary>
/// <param name="Id">The caller's name for it, 1 to 100 characters.</param>
/// <param name="Amount">What is offered, in currency units; at most four decimals.</param>
/// <param name="BuyerLimit">What the buyer would pay at the most; in real life nobody tells.</param>
/// <param name="CorrelationId">What links it to other events; by default the id.</param>
public sealed record OfferRequest(
    [Required, StringLength(100, MinimumLength = 1)] string Id,
    [Range(typeof(decimal), "0.0001", "1000000000000")] decimal Amount,
    [Range(typeof(decimal), "0.0001", "1000000000000")] decimal BuyerLimit,
    [StringLength(200, MinimumLength = 1)] string? CorrelationId = null);
