using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Json;

/// <summary>A member that has to be an amount of money is not one.</summary>
internal sealed class InvalidAmountException() : InvalidMemberException(Remedy, ProblemCodes.InvalidAmount)
{
    public const string Remedy =
        "An amount is a JSON number in currency units with at most four decimals and a magnitude of at most 10^12.";
}
