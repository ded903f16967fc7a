using System.ComponentModel.DataAnnotations;
using SampleApi.Wholesale;

namespace SampleApi.Leads;

/// <summary>A person who may sell a property.</summary>
/// <param name="Id">The caller's name for the lead: letters, digits, '_', '.', ':' or '-', at most 100.</param>
/// <param name="Province">The province or territory, such as ON.</param>
/// <param name="Arv">What the property is worth once it is repaired, in currency units.</param>
/// <param name="Repairs">What the repairs cost; below the value.</param>
/// <param name="Market">The market, such as TORONTO; without it the whole province counts.</param>
/// <param name="Score">How promising the lead is, 0 to 100.</param>
public sealed record NewLead(
    [Required, RegularExpression(NewLead.IdPattern)] string Id,
    [Required, Province] string Province,
    [CurrencyAmount] decimal Arv,
    [CurrencyAmount] decimal Repairs,
    [RegularExpression(NewLead.MarketPattern)] string? Market = null,
    [Range(0, 100)] int Score = 50)
{
    private const string IdPattern = "^[A-Za-z0-9_.:-]{1,100}$";
    private const string MarketPattern = "^[A-Z0-9][A-Z0-9_.-]{0,63}$";
}
