using System.ComponentModel.DataAnnotations;

namespace Valhalla.Governance.AspNetCore.Http;

/// <summary>Lists in the OpenAPI document how the values of an enum are spelt: in capitals, or in snake_case.</summary>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Parameter)]
internal sealed class ChoiceAttribute<TEnum>() : RegularExpressionAttribute(
    $"^({string.Join('|', Enum.GetValues<TEnum>().SelectMany(static value => new[]
    {
        WireNames.CapitalsOf(value), WireNames.Of(value),
    }))})$")
    where TEnum : struct, Enum;
