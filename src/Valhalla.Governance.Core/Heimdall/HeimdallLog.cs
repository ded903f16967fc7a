using Microsoft.Extensions.Logging;

namespace Valhalla.Governance.Heimdall;

/// <summary>Log messages of the Heimdall charter, ids 3000 to 3099.</summary>
internal static partial class HeimdallLog
{
    [LoggerMessage(3000, LogLevel.Warning,
        "{Actor} has promoted {Domain} for model version '{ModelVersion}': it may be used in production.")]
    public static partial void Promoted(ILogger logger, string actor, string domain, string? modelVersion);

    [LoggerMessage(3001, LogLevel.Information, "A promotion of {Domain} was refused: {Reasons}.")]
    public static partial void PromotionRefused(ILogger logger, string domain, string reasons);

    [LoggerMessage(3002, LogLevel.Warning, "{Actor} has demoted {Domain}: no production use any more.")]
    public static partial void Demoted(ILogger logger, string actor, string domain);

    [LoggerMessage(3003, LogLevel.Information,
        "{Count} recommendations had no outcome by their deadline and count as failures.")]
    public static partial void Swept(ILogger logger, int count);

    [LoggerMessage(3004, LogLevel.Warning, "Recommendations without an outcome could not be counted; trying again.")]
    public static partial void SweepFailed(ILogger logger, Exception exception);
}
