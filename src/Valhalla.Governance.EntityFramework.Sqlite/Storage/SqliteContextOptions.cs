using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Valhalla.Governance.EntityFramework.Sqlite;

/// <summary>How contexts of this provider are made.</summary>
internal static class SqliteContextOptions
{
    public static DbContextOptions<SqliteValhallaDbContext> Create(SqliteDatabase database, ILoggerFactory? loggers) =>
        new DbContextOptionsBuilder<SqliteValhallaDbContext>()
            .UseSqlite(
                database.ConnectionString,
                sqlite => sqlite.MigrationsAssembly(typeof(SqliteContextOptions).Assembly.GetName().Name))
            .UseLoggerFactory(loggers)
            .LogCommandsAsDetail()
            .AddInterceptors(new OpenedConnections(database))
            .Options;

    private sealed class OpenedConnections(SqliteDatabase database) : DbConnectionInterceptor
    {
        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) =>
            database.Prepare((SqliteConnection)connection);

        public override Task ConnectionOpenedAsync(
            DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            database.Prepare((SqliteConnection)connection);
            return Task.CompletedTask;
        }
    }
}
