using Microsoft.Extensions.Logging;

namespace Valhalla.Governance.Drill;

/// <summary>Log messages of kill-switch drills and of nodes, ids 17000 to 17099.</summary>
internal static partial class DrillLog
{
    [LoggerMessage(17000, LogLevel.Information, "Kill-switch drill {Status}: {Denied} of {Expected} denied{Failure}.")]
    public static partial void Ended(ILogger logger, string status, int denied, int expected, string failure);

    [LoggerMessage(17001, LogLevel.Warning, "Kill-switch drill {DrillId} was abandoned and is closed as failed.")]
    public static partial void Abandoned(ILogger logger, Guid drillId);

    [LoggerMessage(
        17002,
        LogLevel.Error,
        "Kill-switch drill {DrillId} could not be answered, {Failures} times in a row; trying again: {Error}")]
    public static partial void NotAnswered(
        ILogger logger, Exception? exception, Guid drillId, int failures, string error);

    [LoggerMessage(
        17003,
        LogLevel.Error,
        "The store could not be told that this node lives, {Failures} times in a row; trying again: {Error}")]
    public static partial void BeatFailed(ILogger logger, Exception? exception, int failures, string error);

    [LoggerMessage(17004, LogLevel.Warning, "The store could not be told that this node has stopped.")]
    public static partial void NotRemoved(ILogger logger, Exception exception);
}
