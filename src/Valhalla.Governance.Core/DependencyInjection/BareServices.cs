using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace Valhalla.Governance;

/// <summary>What every host has, and a service collection that somebody made by hand may not have.</summary>
internal static class BareServices
{
    /// <summary>Adds it where it is missing; what the host adds later wins.</summary>
    public static void AddWhatHostsBring(this IServiceCollection services)
    {
        services.TryAddSingleton<IConfiguration>(_ => new ConfigurationBuilder().Build());
        services.TryAddSingleton(typeof(ILogger<>), typeof(LateLogger<>));
    }

    /// <summary>Writes to the host's factory, which may be added after this, or nowhere.</summary>
    private sealed class LateLogger<T>(IServiceProvider services) : ILogger<T>
    {
        private readonly ILogger _inner =
            services.GetService<ILoggerFactory>()?.CreateLogger<T>() ?? (ILogger)NullLogger.Instance;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => _inner.BeginScope(state);

        public bool IsEnabled(LogLevel logLevel) => _inner.IsEnabled(logLevel);

        public void Log<TState>(
            LogLevel logLevel,
            EventId eventId,
            TState state,
            Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            _inner.Log(logLevel, eventId, state, exception, formatter);
    }
}
