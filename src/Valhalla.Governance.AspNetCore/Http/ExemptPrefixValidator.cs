using Microsoft.Extensions.Options;

namespace Valhalla.Governance.AspNetCore.Http;

/// <summary>An exempt prefix that matches more than its author meant would open the gate.</summary>
internal sealed class ExemptPrefixValidator : IValidateOptions<HttpOptions>
{
    public ValidateOptionsResult Validate(string? name, HttpOptions options)
    {
        foreach (var prefix in options.ExemptPrefixes)
        {
            if (prefix.Length < 2 || prefix[0] != '/' || prefix[^1] == '/' || !GoLive.ExemptPaths.IsPlain(prefix))
            {
                return ValidateOptionsResult.Fail(
                    $"{HttpErrors.InvalidOptions}: Valhalla:Http:ExemptPrefixes holds '{prefix}'. A prefix begins with "
                    + "a slash, does not end with one, and has no empty segment, dot segment, backslash or '%'.");
            }
        }

        return ValidateOptionsResult.Success;
    }
}
