using System.Data.Common;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.Extensions.Logging;
using Valhalla.Governance.Diagnostics;

namespace Valhalla.Governance.EntityFramework.Sqlite;

/// <summary>How contexts of this provider are made.</summary>
internal static class SqliteContextOptions
{
    public static DbContextOptions<SqliteValhallaDbContext> Create(SqliteDatabase database, ILoggerFactory? loggers) =>
        new DbContextOptionsBuilder<SqliteValhallaDbContext>()
            .UseSqlite(
                database.ConnectionString,
                sqlite => sqlite
                    .MigrationsAssembly(typeof(SqliteContextOptions).Assembly.GetName().Name)
                    .MigrationsHistoryTable(SqliteMigrationHistory.Table))
            .ReplaceService<IHistoryRepository, SqliteMigrationHistory>()
            .UseLoggerFactory(loggers is null ? null : new GuardedLoggerFactory(loggers))
            .LogCommandsAsDetail()
            .TellNoObservers()
            .ReplaceService<IModelValidator, TestedModel>()
            .AddInterceptors(new OpenedConnections(database), new CommittedTransactions(database.Guard))
            .Options;

    private sealed class OpenedConnections(SqliteDatabase database) : DbConnectionInterceptor
    {
        public override InterceptionResult ConnectionOpening(
            DbConnection connection, ConnectionEventData eventData, InterceptionResult result)
        {
            database.Guard.Enter((SqliteConnection)connection);
            return result;
        }

        public override ValueTask<InterceptionResult> ConnectionOpeningAsync(
            DbConnection connection,
            ConnectionEventData eventData,
            InterceptionResult result,
            CancellationToken cancellationToken = default)
        {
            database.Guard.Enter((SqliteConnection)connection);
            return ValueTask.FromResult(result);
        }

        public override void ConnectionClosed(DbConnection connection, ConnectionEndEventData eventData) =>
            database.Guard.Leave((SqliteConnection)connection);

        public override Task ConnectionClosedAsync(DbConnection connection, ConnectionEndEventData eventData)
        {
            database.Guard.Leave((SqliteConnection)connection);
            return Task.CompletedTask;
        }

        public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData) =>
            database.Prepare((SqliteConnection)connection);

        public override Task ConnectionOpenedAsync(
            DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            database.Prepare((SqliteConnection)connection);
            return Task.CompletedTask;
        }
    }

    private sealed class CommittedTransactions(SqliteFileGuard guard) : DbTransactionInterceptor
    {
        public override void TransactionCommitted(DbTransaction transaction, TransactionEndEventData eventData) =>
            Confirm(eventData);

        public override Task TransactionCommittedAsync(
            DbTransaction transaction, TransactionEndEventData eventData, CancellationToken cancellationToken = default)
        {
            Confirm(eventData);
            return Task.CompletedTask;
        }

        private void Confirm(TransactionEndEventData eventData)
        {
            if (eventData.Context?.Database.GetDbConnection() is SqliteConnection connection)
            {
                guard.ConfirmCommitted(connection);
            }
        }
    }
}
