using Microsoft.Extensions.Logging;

namespace Valhalla.Governance.Diagnostics;

/// <summary>
/// The host's logs for the database drivers: they log within transactions and after commits, where what a provider
/// throws would be taken for the end of the transaction.
/// </summary>
internal sealed class GuardedLoggerFactory(ILoggerFactory inner) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new GuardedCategory(inner.CreateLogger(categoryName));

    public void AddProvider(ILoggerProvider provider) => inner.AddProvider(provider);

    public void Dispose()
    {
        // The factory inside belongs to the host.
    }

    private sealed class GuardedCategory(ILogger inner) : ILogger
    {
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
}
