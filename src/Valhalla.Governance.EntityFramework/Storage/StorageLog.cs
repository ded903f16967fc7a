using Microsoft.Extensions.Logging;

namespace Valhalla.Governance.EntityFramework;

internal static partial class StorageLog
{
    [LoggerMessage(7000, LogLevel.Information, "The schema was brought to version {Version} on {Provider}.")]
    public static partial void SchemaApplied(this ILogger logger, int version, string provider);

    [LoggerMessage(7001, LogLevel.Information, "A new store was seeded with its first policies.")]
    public static partial void Seeded(this ILogger logger);

    [LoggerMessage(7002, LogLevel.Debug, "The store asked for a retry, attempt {Attempt}: {Fault}.")]
    public static partial void Retrying(this ILogger logger, int attempt, StoreFault fault, Exception exception);

    [LoggerMessage(7003, LogLevel.Warning, "The connection was lost at commit; the batch was {Outcome}.")]
    public static partial void CommitResolved(this ILogger logger, string outcome);

    [LoggerMessage(7004, LogLevel.Warning,
        "Listening for control changes was interrupted; polling until it is back: {Message}")]
    public static partial void ListeningInterrupted(this ILogger logger, string message);

    [LoggerMessage(7007, LogLevel.Critical, "Nothing is read or written any more. {Problem}")]
    public static partial void FileNotInPlace(this ILogger logger, string problem);

    [LoggerMessage(7008, LogLevel.Warning, "The database file {Path} was opened again.")]
    public static partial void FileReopened(this ILogger logger, string path);
}
