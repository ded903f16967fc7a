using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Valhalla.Governance.Diagnostics;

/// <summary>
/// The host's log, whose providers cannot harm who logs: what they throw ends here. Everything of this library logs
/// through it, because a line that cannot be written must not change what was decided, committed or answered.
/// </summary>
internal sealed class GuardedLogger<T>(ILogger<T> inner) : ILogger<T>
{
    /// <summary>For those who want no log.</summary>
    public static implicit operator GuardedLogger<T>(NullLogger<T> logger) => new(logger);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => GuardedLog.BeginScope(inner, state);

    public bool IsEnabled(LogLevel logLevel) => GuardedLog.IsEnabled(inner, logLevel);

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter) =>
        GuardedLog.Write(inner, logLevel, eventId, state, exception, formatter);
}
