using Microsoft.Extensions.Logging;

namespace Valhalla.Governance.Ramp;

/// <summary>Log messages of the influence ramp, ids 15000 to 15099.</summary>
internal static partial class RampLog
{
    [LoggerMessage(
        15000, LogLevel.Warning, "Influence changed from {From} to {To} basis points ({Action}) by {Author}.")]
    public static partial void Changed(ILogger logger, int from, int to, string action, string author);

    [LoggerMessage(
        15001, LogLevel.Critical, "Influence went from {From} basis points to 0 by {Trigger}, {Author}: {Reason}")]
    public static partial void RolledBack(
        ILogger logger, int from, string trigger, string author, string reason);

    [LoggerMessage(
        15002,
        LogLevel.Error,
        "The rollback triggers could not be looked at, {Failures} times in a row; trying again: {Error}")]
    public static partial void GuardFailed(ILogger logger, Exception? exception, int failures, string error);
}
