using Microsoft.Extensions.Logging;

namespace Valhalla.Governance.Kpi;

/// <summary>Log messages of the KPI pipeline, ids 4000 to 4099.</summary>
internal static partial class KpiLog
{
    [LoggerMessage(4000, LogLevel.Error,
        "A KPI event of {Domain}.{Metric} was dropped ({Reason}); {Dropped} so far. Told every 10 s at most.")]
    public static partial void Dropped(ILogger logger, string domain, string metric, string reason, long dropped);

    [LoggerMessage(4001, LogLevel.Error,
        "The store refuses a KPI event of {Domain}.{Metric}. It is set aside; the others are committed.")]
    public static partial void Quarantined(ILogger logger, Exception exception, string domain, string metric);

    [LoggerMessage(4002, LogLevel.Warning,
        "KPI events could not be committed ({Failure}), {Failures} times in a row: {Error} {Count} wait for the next "
        + "attempt in {DelayMs} ms.")]
    public static partial void CommitFailed(
        ILogger logger,
        Exception? exception,
        StoreFailure failure,
        int failures,
        string error,
        int count,
        double delayMs);

    [LoggerMessage(4003, LogLevel.Information, "KPI events are committed again, after {Failures} failed attempts.")]
    public static partial void Recovered(ILogger logger, int failures);

    [LoggerMessage(4004, LogLevel.Error, "A listener failed on committed KPI events; the others go on.")]
    public static partial void ListenerFailed(ILogger logger, Exception exception);

    [LoggerMessage(4005, LogLevel.Critical, "The KPI writer ran into a defect. It goes on with the next events.")]
    public static partial void WriterFailed(ILogger logger, Exception exception);

    [LoggerMessage(4006, LogLevel.Warning, "{Count} KPI events were left when the host's time for shutdown was over.")]
    public static partial void LeftAtShutdown(ILogger logger, int count);
}
