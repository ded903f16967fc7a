using Microsoft.Extensions.Logging;

namespace Valhalla.Governance.Retention;

/// <summary>Log messages of retention, ids 19000 to 19999.</summary>
internal static partial class RetentionLog
{
    [LoggerMessage(19000, LogLevel.Information, "Retention begins.")]
    public static partial void Begins(ILogger logger);

    [LoggerMessage(19001, LogLevel.Information, "Retention has rolled up {Events} KPI events, up to {Id}.")]
    public static partial void RolledUp(ILogger logger, long events, long id);

    [LoggerMessage(19002, LogLevel.Information, "Retention has deleted {Rows} rows of {Table} from before {Before}.")]
    public static partial void Deleted(ILogger logger, long rows, string table, DateTimeOffset before);

    [LoggerMessage(
        19003,
        LogLevel.Error,
        "Retention failed, {Failures} times in a row; the next run goes on where it stopped: {Error}")]
    public static partial void Failed(ILogger logger, Exception? exception, int failures, string error);

    [LoggerMessage(19004, LogLevel.Warning, "Another node has taken over retention; this run ends.")]
    public static partial void LeaseLost(ILogger logger);

    [LoggerMessage(19005, LogLevel.Warning, "KPI events cannot be rolled up now; what is rolled up goes on.")]
    public static partial void HorizonBusy(ILogger logger, Exception exception);
}
