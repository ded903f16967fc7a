using Microsoft.Extensions.Logging;

namespace Valhalla.Governance.Control;

/// <summary>Log messages of control state, ids 1050 to 1099 of the go-live range.</summary>
internal static partial class ControlLog
{
    [LoggerMessage(
        1050,
        LogLevel.Error,
        "The store could not be initialised ({Failure}), {Failures} times in a row: {Error} The gate stays closed "
        + "until it can; trying again.")]
    public static partial void StoreUnreachableAtStart(
        ILogger logger, Exception? exception, StoreFailure failure, int failures, string error);

    [LoggerMessage(
        1051,
        LogLevel.Warning,
        "Control state could not be read, {Failures} times in a row; trying again: {Error}")]
    public static partial void RefreshFailed(ILogger logger, Exception? exception, int failures, string error);

    [LoggerMessage(
        1052,
        LogLevel.Warning,
        "Waiting for a change of control state failed, {Failures} times in a row; polling instead: {Error}")]
    public static partial void WaitFailed(ILogger logger, Exception? exception, int failures, string error);

    [LoggerMessage(
        1053,
        LogLevel.Error,
        "Control state has not been confirmed for longer than {MaxStaleness}. Production execution is denied where "
        + "go-live is enforced (here: {IsEnforced}).")]
    public static partial void BecameStale(ILogger logger, TimeSpan maxStaleness, bool isEnforced);

    [LoggerMessage(1054, LogLevel.Information, "Control state is confirmed again, epoch {Epoch}.")]
    public static partial void BecameFresh(ILogger logger, long epoch);
}
