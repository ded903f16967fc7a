using System.Diagnostics.CodeAnalysis;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Sqlite.Migrations.Internal;

namespace Valhalla.Governance.EntityFramework.Sqlite;

/// <summary>
/// Which migrations a file has, in a table of this library's own: a host with a context on the same file has the usual
/// one. The same goes for the table that locks it.
/// </summary>
[SuppressMessage("Usage", "EF1001", Justification = "The provider has no other way to name the lock's table.")]
internal sealed class SqliteMigrationHistory(HistoryRepositoryDependencies dependencies)
    : SqliteHistoryRepository(dependencies)
{
    public const string Table = "__valhalla_migrations";
    public const string LockTable = "__valhalla_migrations_lock";

    // Where a file keeps them that was made before they had a table of their own.
    private const string SharedTable = "__EFMigrationsHistory";
    private const string SharedIds = """SELECT "MigrationId" AS "Value" FROM "__EFMigrationsHistory" """;
    private const string Tables = """SELECT name AS "Value" FROM sqlite_master WHERE type = 'table'""";

    protected override string LockTableName => LockTable;

    /// <summary>Moves what is this library's out of the table that it shared with the host.</summary>
    public static async Task AdoptAsync(ValhallaDbContext db, CancellationToken cancellationToken)
    {
        if (!await HasTableAsync(db, SharedTable, cancellationToken))
        {
            return;
        }

        var history = db.GetService<IHistoryRepository>();
        await using var transaction = await db.Database.BeginTransactionAsync(cancellationToken);
        var shared = await ReadSharedAsync(db, cancellationToken);
        if (shared.Count == 0)
        {
            return;
        }

        await db.Database.ExecuteSqlRawAsync(history.GetCreateIfNotExistsScript(), cancellationToken);
        foreach (var id in shared)
        {
            await db.Database.ExecuteSqlRawAsync(
                """
                INSERT OR IGNORE INTO __valhalla_migrations
                SELECT "MigrationId", "ProductVersion" FROM "__EFMigrationsHistory" WHERE "MigrationId" = {0}
                """,
                [id],
                cancellationToken);
            await db.Database.ExecuteSqlRawAsync(
                """DELETE FROM "__EFMigrationsHistory" WHERE "MigrationId" = {0}""", [id], cancellationToken);
        }

        if ((await QueryAsync(db, SharedIds, cancellationToken)).Count == 0)
        {
            await db.Database.ExecuteSqlRawAsync("""DROP TABLE "__EFMigrationsHistory" """, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
    }

    /// <summary>The applied migrations of this library, wherever the file keeps them.</summary>
    public static async ValueTask<IReadOnlyList<string>> ListAsync(
        ValhallaDbContext db, CancellationToken cancellationToken)
    {
        var own = await db.Database.GetAppliedMigrationsAsync(cancellationToken);
        var shared = await HasTableAsync(db, SharedTable, cancellationToken)
            ? await ReadSharedAsync(db, cancellationToken)
            : [];
        return [.. own.Union(shared, StringComparer.Ordinal).Order(StringComparer.Ordinal)];
    }

    private static async Task<List<string>> ReadSharedAsync(ValhallaDbContext db, CancellationToken cancellationToken)
    {
        var ours = db.Database.GetMigrations().ToHashSet(StringComparer.Ordinal);
        var all = await QueryAsync(db, SharedIds, cancellationToken);
        return [.. all.Where(ours.Contains)];
    }

    private static async Task<bool> HasTableAsync(
        ValhallaDbContext db, string table, CancellationToken cancellationToken) =>
        (await QueryAsync(db, Tables, cancellationToken)).Contains(table);

#pragma warning disable RS0030 // Constant texts without a value in them; these tables are no part of the model.
    private static Task<List<string>> QueryAsync(
        ValhallaDbContext db, string query, CancellationToken cancellationToken) =>
        db.Database.SqlQueryRaw<string>(query).ToListAsync(cancellationToken);
#pragma warning restore RS0030
}
