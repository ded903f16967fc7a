using System.ComponentModel.DataAnnotations;
using Valhalla.Governance;

namespace SampleApi.Leads;

/// <summary>One of the thirteen provinces and territories.</summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.Property)]
public sealed class ProvinceAttribute() : ValidationAttribute("{0} must be a province or territory, such as ON.")
{
    /// <inheritdoc />
    public override bool IsValid(object? value) => ProvinceCode.TryParse(value as string, out _);
}
