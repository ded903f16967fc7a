using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Valhalla.Governance.Testing.Conformance;

/// <summary>The log of a host that keeps the commands which Entity Framework runs for a piece of work.</summary>
internal sealed class DatabaseCommands : ILoggerProvider
{
    private const string Category = "Microsoft.EntityFrameworkCore.Database.Command";

    private readonly AsyncLocal<bool> _isMine = new();
    private readonly ConcurrentQueue<string> _texts = [];

    /// <summary>What was logged of the commands of some work; nothing where it uses no database.</summary>
    public async Task<IReadOnlyCollection<string>> OfAsync(Func<Task> work)
    {
        _isMine.Value = true;
        await work();
        return _texts;
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName == Category);

    public void Dispose()
    {
        // It holds nothing but texts.
    }

    private sealed class Logger(DatabaseCommands commands, bool isOfCommands) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        // Always: Entity Framework remembers for a second that nobody wanted to know.
        public bool IsEnabled(LogLevel logLevel) => isOfCommands;

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (isOfCommands && commands._isMine.Value
                && eventId.Name?.EndsWith("CommandExecuted", StringComparison.Ordinal) == true)
            {
                commands._texts.Enqueue(formatter(state, exception));
            }
        }
    }
}
