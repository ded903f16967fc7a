using System.Diagnostics;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Valhalla.Governance.EntityFramework;

/// <summary>What a context tells the host.</summary>
internal static class ContextLogging
{
    /// <summary>
    /// Writes commands and their failures as details. A failure is mapped and told by the store, and some are no
    /// failures at all: the probe of a database that has no schema yet asks for a table that is not there.
    /// </summary>
    public static DbContextOptionsBuilder<TContext> LogCommandsAsDetail<TContext>(
        this DbContextOptionsBuilder<TContext> builder)
        where TContext : DbContext => builder.ConfigureWarnings(static events => events.Log(
            (RelationalEventId.CommandExecuted, LogLevel.Debug),
            (RelationalEventId.CommandError, LogLevel.Debug),
            (RelationalEventId.ConnectionError, LogLevel.Debug),
            (RelationalEventId.AcquiringMigrationLock, LogLevel.Debug),
            (CoreEventId.QueryIterationFailed, LogLevel.Debug),
            (CoreEventId.SaveChangesFailed, LogLevel.Debug)));

    /// <summary>Tells no observers of EF's events. The log stays.</summary>
    public static DbContextOptionsBuilder<TContext> TellNoObservers<TContext>(
        this DbContextOptionsBuilder<TContext> builder)
        where TContext : DbContext => builder.ReplaceService<DiagnosticSource, SilentDiagnostics>();
}
