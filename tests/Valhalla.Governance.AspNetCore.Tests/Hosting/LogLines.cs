using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Valhalla.Governance.AspNetCore.Tests.Hosting;

/// <summary>Keeps the ids of the warnings of a host, in their order.</summary>
internal sealed class LogLines : ILoggerProvider, ILogger
{
    private readonly ConcurrentQueue<int> _warnings = new();

    public IReadOnlyList<int> Warnings => [.. _warnings];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        if (logLevel == LogLevel.Warning)
        {
            _warnings.Enqueue(eventId.Id);
        }
    }

    public void Dispose()
    {
        // Nothing is kept beyond the test.
    }
}
