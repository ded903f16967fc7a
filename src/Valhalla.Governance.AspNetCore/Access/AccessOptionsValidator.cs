using Microsoft.Extensions.Options;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Access;

/// <summary>A host that maps roles maps all four.</summary>
internal sealed class AccessOptionsValidator : IValidateOptions<AccessOptions>
{
    public ValidateOptionsResult Validate(string? name, AccessOptions options)
    {
        if (!options.IsConfigured)
        {
            return ValidateOptionsResult.Success;
        }

        var missing = Enum.GetValues<EndpointRole>().Where(r => !options.Policies.ContainsKey(r)).ToArray();
        return missing.Length == 0
            ? ValidateOptionsResult.Success
            : ValidateOptionsResult.Fail(
                $"{HttpErrors.RoleWithoutPolicy}: no authorization policy for {string.Join(", ", missing)}. "
                + "Call Authorize(a => a.Read(…).Operate(…).Approve(…).Kill(…)) with a policy name for each role.");
    }
}
