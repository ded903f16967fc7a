using Microsoft.Extensions.Logging;

namespace Valhalla.Governance.Clock;

internal static partial class ClockLog
{
    [LoggerMessage(1900, LogLevel.Critical,
        "{Suspicion} Look at it, then acknowledge it at governance/clock/acknowledge.")]
    public static partial void Suspected(ILogger logger, string suspicion);

    [LoggerMessage(1902, LogLevel.Warning,
        "The store's clock may be ahead: nothing expires and nothing is deleted before that is acknowledged.")]
    public static partial void NothingDeleted(ILogger logger);

    [LoggerMessage(1901, LogLevel.Debug, "The store's clock could not be read: {Error}.")]
    public static partial void NotRead(ILogger logger, string error);
}
