using Microsoft.Extensions.Logging;

namespace Valhalla.Governance.Audit;

/// <summary>Log messages of the audit, ids 11000 to 11999.</summary>
internal static partial class AuditLog
{
    [LoggerMessage(
        11000,
        LogLevel.Critical,
        "The audit chain is broken at {Sequence} ({Kind}): {Detail} Compare with a backup; docs/audit.md tells how.")]
    public static partial void Broken(ILogger logger, long sequence, AuditBreakKind kind, string detail);

    [LoggerMessage(
        11001,
        LogLevel.Error,
        "A checkpoint of the audit chain could not be exported, {Failures} times in a row; trying again: {Error}")]
    public static partial void ExportFailed(ILogger logger, Exception? exception, int failures, string error);

    [LoggerMessage(11004, LogLevel.Error, "The alarm of a broken audit chain could not be stored; this node keeps it.")]
    public static partial void AlarmNotStored(ILogger logger, Exception exception);

    [LoggerMessage(11002, LogLevel.Information, "Checkpoint of audit record {Sequence} exported.")]
    public static partial void Exported(ILogger logger, long sequence);

    [LoggerMessage(
        11003,
        LogLevel.Warning,
        "Refusals could not be recorded, {Failures} times in a row; they stay counted and are tried again: {Error}")]
    public static partial void RefusalsNotRecorded(ILogger logger, Exception? exception, int failures, string error);
}
