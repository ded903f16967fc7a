using Microsoft.Extensions.Logging;

namespace Valhalla.Governance.Heimdall;

/// <summary>Log messages of the charter, ids 3000 to 3099.</summary>
internal static partial class HeimdallLog
{
    [LoggerMessage(3000, LogLevel.Information, "Counted {Count} recommendations without an outcome as failures.")]
    public static partial void OverdueCounted(ILogger logger, int count);

    [LoggerMessage(
        3001,
        LogLevel.Warning,
        "Overdue recommendations could not be counted, {Failures} times in a row; trying again: {Error}")]
    public static partial void OverdueFailed(ILogger logger, Exception? exception, int failures, string error);
}
