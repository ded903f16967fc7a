using Microsoft.Extensions.Logging;

namespace Valhalla.Governance.Integrity;

/// <summary>Log messages of the integrity checks, ids 22000 to 22099.</summary>
internal static partial class IntegrityLog
{
    [LoggerMessage(
        22000,
        LogLevel.Critical,
        "Integrity alarm {Id}, {Kind}, {Subject}: {Detail} It blocks the runbook until somebody acknowledges it.")]
    public static partial void Raised(ILogger logger, long id, string kind, string subject, string detail);

    [LoggerMessage(22001, LogLevel.Error, "An integrity finding could not be stored ({Error}); trying again.")]
    public static partial void RaiseFailed(ILogger logger, Exception? exception, string error);

    [LoggerMessage(
        22002, LogLevel.Warning, "An integrity check could not run ({Error}); trying again at the next turn.")]
    public static partial void CheckFailed(ILogger logger, Exception? exception, string error);
}
