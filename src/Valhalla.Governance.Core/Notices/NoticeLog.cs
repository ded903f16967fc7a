using Microsoft.Extensions.Logging;

namespace Valhalla.Governance.Notices;

/// <summary>Log messages of the notices, ids 18000 to 18999. No secret and no address is logged.</summary>
internal static partial class NoticeLog
{
    [LoggerMessage(18000, LogLevel.Information, "This node sends the notices of {Notifier} from record {Sequence} on.")]
    public static partial void Took(ILogger logger, string notifier, long sequence);

    [LoggerMessage(18001, LogLevel.Warning, "Notice {Id} was not received by {Notifier}, attempt {Attempt}: {Error}")]
    public static partial void AttemptFailed(ILogger logger, string id, string notifier, int attempt, string error);

    [LoggerMessage(
        18002,
        LogLevel.Error,
        "Notice {Id} was given up for {Notifier} after {Attempts} attempts: {Error} It is kept as a dead letter; "
        + "docs/notices.md tells how to send it again.")]
    public static partial void GivenUp(ILogger logger, string id, string notifier, int attempts, string error);

    [LoggerMessage(
        18003,
        LogLevel.Warning,
        "The notices of {Notifier} could not be looked at, {Failures} times in a row; trying again: {Error}")]
    public static partial void RoundFailed(
        ILogger logger, Exception? exception, string notifier, int failures, string error);

    [LoggerMessage(18004, LogLevel.Information, "Another node sends the notices of {Notifier} now.")]
    public static partial void LeaseLost(ILogger logger, string notifier);

    [LoggerMessage(
        18005,
        LogLevel.Warning,
        "The lease for the notices of {Notifier} could not be extended, {Failures} times in a row: {Error}")]
    public static partial void KeepFailed(
        ILogger logger, Exception? exception, string notifier, int failures, string error);

    [LoggerMessage(18006, LogLevel.Debug, "The notifier {Notifier} threw.")]
    public static partial void NotifierThrew(ILogger logger, Exception exception, string notifier);
}
