using System.ComponentModel.DataAnnotations;

namespace SampleApi.Deals;

/// <summary>A deal to add.</summary>
/// <param name="Address">Where the property is, 1 to 200 characters.</param>
/// <param name="AskingPrice">What the seller asks, in currency units, up to 100 000 000.</param>
public sealed record NewDeal(
    [Required, StringLength(200, MinimumLength = 1)] string Address,
    [Range(typeof(decimal), "0.01", "100000000")] decimal AskingPrice);
