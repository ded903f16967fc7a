using Microsoft.Extensions.Logging;

namespace Valhalla.Governance.Runbook;

/// <summary>Log messages of the runbook, ids 6000 to 6099.</summary>
internal static partial class RunbookLog
{
    [LoggerMessage(6000, LogLevel.Warning, "The runbook check {Check} threw, which counts as a failure.")]
    public static partial void CheckThrew(ILogger logger, Exception exception, string check);

    [LoggerMessage(
        6001, LogLevel.Warning, "The runbook check {Check} took longer than {Limit}, which counts as a failure.")]
    public static partial void CheckTimedOut(ILogger logger, string check, TimeSpan limit);
}
