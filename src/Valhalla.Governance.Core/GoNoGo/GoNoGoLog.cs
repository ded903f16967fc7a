using Microsoft.Extensions.Logging;

namespace Valhalla.Governance.GoNoGo;

/// <summary>Log messages of the go/no-go board, ids 14000 to 14099.</summary>
internal static partial class GoNoGoLog
{
    [LoggerMessage(14000, LogLevel.Warning,
        "Evidence provider {Provider} {What}; its signals are missing until it answers, which is a NO-GO.")]
    public static partial void ProviderFailed(ILogger logger, Exception? exception, string provider, string what);

    [LoggerMessage(14001, LogLevel.Information, "Go/no-go evaluation {Id} is {Outcome}, hash {Hash}, by {Author}.")]
    public static partial void Evaluated(ILogger logger, long id, GoNoGoOutcome outcome, string hash, string author);

    [LoggerMessage(14002, LogLevel.Information, "{Author} signs {Hash} as {Role}: {Status}.")]
    public static partial void Signed(
        ILogger logger, string author, string hash, SignOffRole role, SignOffStatus status);

    [LoggerMessage(14003, LogLevel.Warning, "Decision {Id}: {Decision} by {Author}, hash {Hash}.")]
    public static partial void Decided(
        ILogger logger, long id, GoNoGoOutcome decision, string author, string hash);

    [LoggerMessage(14004, LogLevel.Warning, "{Decision} by {Author} on {Hash} is refused: {Reasons}.")]
    public static partial void Refused(
        ILogger logger, GoNoGoOutcome decision, string author, string hash, string reasons);

    [LoggerMessage(14005, LogLevel.Error,
        "The record of decision {Id} could not be written to {Path}. The database has it; it is tried again with the "
        + "next decision and at the next start.")]
    public static partial void RecordNotWritten(ILogger logger, Exception exception, long id, string path);

    [LoggerMessage(14006, LogLevel.Error, "Which records of decisions are unwritten could not be read or noted.")]
    public static partial void RecordsUnknown(ILogger logger, Exception exception);

    [LoggerMessage(14007, LogLevel.Warning, "Control state could not be read after decision {Id}; the poll reads it.")]
    public static partial void NotRefreshed(ILogger logger, Exception exception, long id);
}
