using Microsoft.Extensions.Logging;

namespace Valhalla.Governance.Diagnostics;

/// <summary>Calls of the host's log that do not throw.</summary>
internal static class GuardedLog
{
    public static IDisposable? BeginScope<TState>(ILogger logger, TState state)
        where TState : notnull
    {
        try
        {
            return logger.BeginScope(state);
        }
        catch (Exception)
        {
            return null;
        }
    }

    public static bool IsEnabled(ILogger logger, LogLevel level)
    {
        try
        {
            return logger.IsEnabled(level);
        }
        catch (Exception)
        {
            return false;
        }
    }

    public static void Write<TState>(
        ILogger logger,
        LogLevel level,
        EventId eventId,
        TState state,
        Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        try
        {
            logger.Log(level, eventId, state, exception, formatter);
        }
        catch (Exception)
        {
            // A provider of the host failed. There is nowhere left to say so.
        }
    }
}
