using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Operations.MarketPolicies;

/// <summary>Reads the file that is named, so that a wrong one stops the host.</summary>
internal sealed class MarketPolicyOptionsValidator : IValidateOptions<MarketPolicyOptions>
{
    public ValidateOptionsResult Validate(string? name, MarketPolicyOptions options)
    {
        if (options.TimeZoneDataFile is not { } path)
        {
            return ValidateOptionsResult.Success;
        }

        try
        {
            TimeZoneData.Read(path);
            return ValidateOptionsResult.Success;
        }
        catch (ValhallaConfigurationException exception)
        {
            return ValidateOptionsResult.Fail(exception.Message);
        }
    }
}
