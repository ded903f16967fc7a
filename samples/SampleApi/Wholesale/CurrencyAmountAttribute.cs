using System.ComponentModel.DataAnnotations;
using Valhalla.Governance;

namespace SampleApi.Wholesale;

/// <summary>A positive amount of at most four decimals, as the risk guard takes it.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class CurrencyAmountAttribute()
    : ValidationAttribute("{0} must be above zero, with at most four decimals, and at most 10^12.")
{
    /// <inheritdoc />
    public override bool IsValid(object? value) =>
        value is decimal amount && amount > 0 && Money.TryFromDecimal(amount, out _);
}
