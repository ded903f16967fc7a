using Microsoft.Extensions.Logging;

namespace Valhalla.Governance.Operations.MarketPolicies;

/// <summary>Log messages of market policies, ids 9000 to 9099.</summary>
internal static partial class MarketPolicyLog
{
    [LoggerMessage(
        9000,
        LogLevel.Warning,
        "Valhalla:MarketPolicy:TimeZoneDataFile has time-zone data {FileVersion}; the library's own {OwnVersion} is "
        + "newer and is used. Remove the setting or update the file.")]
    public static partial void OlderDataIgnored(ILogger logger, string fileVersion, string ownVersion);
}
