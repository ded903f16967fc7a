using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Valhalla.Governance.Diagnostics;

/// <summary>
/// The log of a service collection that had none when this library was added: it writes to the host's factory, which
/// may be added later, or nowhere.
/// </summary>
internal sealed class GuardedLateLogger<T>(IServiceProvider services) : ILogger<T>
{
    private readonly ILogger _inner =
        services.GetService<ILoggerFactory>()?.CreateLogger<T>() ?? (ILogger)NullLogger.Instance;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => GuardedLog.BeginScope(_inner, state);

    public bool IsEnabled(LogLevel logLevel) => GuardedLog.IsEnabled(_inner, logLevel);

    public void Log<TState>(
        LogLevel logLevel,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter) =>
        GuardedLog.Write(_inner, logLevel, eventId, state, exception, formatter);
}
