using Microsoft.Extensions.Logging;

namespace Valhalla.Governance.Risk;

/// <summary>Log messages of the risk guard, ids 2000 to 2099.</summary>
internal static partial class RiskLog
{
    [LoggerMessage(
        2000,
        LogLevel.Error,
        "A ledger batch of {Count} requests was not booked ({Failure}), the {Failures}. in a row: {Error}")]
    public static partial void BatchFailed(
        ILogger logger, Exception? exception, int count, StoreFailure failure, int failures, string error);

    [LoggerMessage(2001, LogLevel.Error, "A ledger batch of {Count} requests broke; each is now tried alone.")]
    public static partial void BatchBroken(ILogger logger, Exception exception, int count);

    [LoggerMessage(
        2002,
        LogLevel.Warning,
        "Expired reservations could not be given back, {Failures} times in a row; trying again: {Error}")]
    public static partial void ExpiryFailed(ILogger logger, Exception? exception, int failures, string error);

    [LoggerMessage(2003, LogLevel.Information, "Gave back {Count} expired reservations.")]
    public static partial void Expired(ILogger logger, int count);

    [LoggerMessage(2005, LogLevel.Critical, "The ledger contradicts itself. The kill switch is engaged.")]
    public static partial void LedgerBreached(ILogger logger, Exception exception);

    [LoggerMessage(
        2004,
        LogLevel.Warning,
        "Old idempotency answers could not be deleted, {Failures} times in a row; trying again: {Error}")]
    public static partial void PurgeFailed(ILogger logger, Exception? exception, int failures, string error);
}
