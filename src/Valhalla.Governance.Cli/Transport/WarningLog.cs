using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Valhalla.Governance.Cli.Output;

namespace Valhalla.Governance.Cli.Transport;

/// <summary>
/// Writes what the library warns of as single lines, without stack traces. What others log is about running a host.
/// </summary>
internal sealed class WarningLog(TextWriter output) : ILoggerProvider, ILogger
{
    private const string Ours = "Valhalla.";

    public ILogger CreateLogger(string categoryName) =>
        categoryName.StartsWith(Ours, StringComparison.Ordinal) ? this : NullLogger.Instance;

    public bool IsEnabled(LogLevel logLevel) => logLevel is >= LogLevel.Warning and < LogLevel.None;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
        {
            return;
        }

        var cause = exception is null ? "" : $" ({exception.GetBaseException().Message})";
        lock (output)
        {
            output.WriteLine(SafeText.Line($"valhalla: warning: {formatter(state, exception)}{cause}"));
        }
    }

    public void Dispose()
    {
        // The terminal outlives it.
    }
}
