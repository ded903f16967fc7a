using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Valhalla.Governance.Testing;

/// <summary>The log of a host that keeps its lines. Thread-safe.</summary>
/// <param name="isKept">Asked for each line, before it is written out; all are kept where it is null.</param>
public sealed class RecordedLog(Func<LogLine, bool>? isKept = null) : ILoggerProvider
{
    private readonly ConcurrentQueue<LogLine> _lines = [];

    /// <summary>What was kept, in its order.</summary>
    public IReadOnlyCollection<LogLine> Lines => _lines;

    /// <summary>The same, of each line what it says.</summary>
    public IReadOnlyList<string> Texts => [.. _lines.Select(static line => line.Text)];

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    private bool Keeps(LogLine line) => isKept?.Invoke(line) ?? true;

    /// <summary>The logger of one class.</summary>
    public ILogger<T> For<T>() => new Logger<T>(this);

    public void Dispose()
    {
        // What was kept is read after the host is gone.
    }

    private class Logger(RecordedLog log, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        // Always: Entity Framework remembers for a second that nobody wanted to know.
        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            var line = new LogLine(category, logLevel, eventId, "", exception);
            if (log.Keeps(line))
            {
                log._lines.Enqueue(line with { Text = formatter(state, exception) });
            }
        }
    }

    private sealed class Logger<T>(RecordedLog log) : Logger(log, typeof(T).FullName!), ILogger<T>;
}

/// <summary>A line of a log.</summary>
/// <param name="Category">Who wrote it: the full name of a class.</param>
/// <param name="Level">How grave it is.</param>
/// <param name="Id">Which event.</param>
/// <param name="Text">What it says.</param>
/// <param name="Exception">What came with it, or null.</param>
public sealed record LogLine(string Category, LogLevel Level, EventId Id, string Text, Exception? Exception);
