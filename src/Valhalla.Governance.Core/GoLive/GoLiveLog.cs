using Microsoft.Extensions.Logging;

namespace Valhalla.Governance.GoLive;

/// <summary>Log messages of the go-live gate, ids 1000 to 1049.</summary>
internal static partial class GoLiveLog
{
    /// <summary>What a log says where nobody gave a reason.</summary>
    public const string NoReason = "no reason given";

    [LoggerMessage(1000, LogLevel.Warning, "Kill switch engaged by {Actor}: {Status}. Reason: {Reason}")]
    public static partial void KillEngaged(ILogger logger, string actor, string status, string reason);

    [LoggerMessage(
        1001,
        LogLevel.Critical,
        "Kill switch engaged by {Actor} in this process only: the store did not take it. Trying until it does; other "
        + "nodes do not know yet.")]
    public static partial void KillLocalOnly(ILogger logger, Exception exception, string actor);

    [LoggerMessage(1002, LogLevel.Warning, "The store has the kill now that {Actor} asked for at {LatchedAt}.")]
    public static partial void KeptKillStored(ILogger logger, string actor, DateTimeOffset latchedAt);

    [LoggerMessage(
        1003,
        LogLevel.Error,
        "The store has not taken the kill in {Attempts} attempts; it holds in this process only: {Error}")]
    public static partial void KeptKillNotStored(ILogger logger, Exception? exception, int attempts, string error);

    [LoggerMessage(
        1004,
        LogLevel.Critical,
        "The latch file {Path} could not be written: the kill holds, but would not survive a restart.")]
    public static partial void LatchFileNotWritten(ILogger logger, Exception exception, string path);

    [LoggerMessage(
        1005,
        LogLevel.Error,
        "The latch file {Path} could not be deleted: delete it, or the next start engages the kill switch again.")]
    public static partial void LatchFileNotDeleted(ILogger logger, Exception exception, string path);

    [LoggerMessage(1006, LogLevel.Critical, "The latch file {Path} cannot be read, which counts as a kill.")]
    public static partial void LatchFileUnreadable(ILogger logger, Exception exception, string path);

    [LoggerMessage(1007, LogLevel.Warning, "{Operation} by {Actor}: {Status}, epoch {Epoch}. Reason: {Reason}")]
    public static partial void Changed(
        ILogger logger, string operation, string actor, string status, long epoch, string reason);

    [LoggerMessage(
        1008,
        LogLevel.Critical,
        "Go-live enforcement is switched OFF in production by GO_LIVE_ENFORCE=0. Remove the setting to enforce again.")]
    public static partial void EnforcementOff(ILogger logger);

    [LoggerMessage(
        1009,
        LogLevel.Error,
        "That enforcement is off could not be written to the audit, {Failures} times in a row; trying again: {Error}")]
    public static partial void EnforcementOffNotAudited(
        ILogger logger, Exception? exception, int failures, string error);

    [LoggerMessage(
        EventId = 1010,
        Message = "Governed environment '{Environment}', by {Source}: go-live is {Enforcement} here, because {Why}. "
            + "Go-live is {GoLive}, the kill switch is {KillSwitch}. Store: {Store}.")]
    public static partial void Started(
        ILogger logger,
        LogLevel level,
        string environment,
        string source,
        string enforcement,
        string why,
        string goLive,
        string killSwitch,
        string store);

    [LoggerMessage(
        1011,
        LogLevel.Warning,
        "The store signals a kill: nothing executes here from now on. Who and why is being read.")]
    public static partial void KillSignalled(ILogger logger);

    [LoggerMessage(
        1012,
        LogLevel.Warning,
        "{Change} on another node by {Actor} at {ChangedAt:u}, epoch {Epoch}. Reason: {Reason}")]
    public static partial void ChangedElsewhere(
        ILogger logger, string change, string actor, DateTimeOffset changedAt, long epoch, string reason);
}
