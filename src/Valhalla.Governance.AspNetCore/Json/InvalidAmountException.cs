using System.Text.Json;

namespace Valhalla.Governance.AspNetCore.Json;

/// <summary>A member that has to be an amount of money is not one. The serializer adds its path.</summary>
internal sealed class InvalidAmountException() : JsonException(Remedy)
{
    public const string Remedy =
        "An amount is a JSON number in currency units with at most four decimals and a magnitude of at most 10^12.";
}
