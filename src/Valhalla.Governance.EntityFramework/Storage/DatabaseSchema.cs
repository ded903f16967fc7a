using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.EntityFramework;

/// <summary>What an operator does with the schema of a database. Thread-safe.</summary>
internal sealed class DatabaseSchema(IStoreDialect dialect, ISchemaProbe probe, StoreInitializer initializer)
{
    /// <summary>Which migrations this build has, and which of them are applied.</summary>
    /// <exception cref="ValhallaStoreException">The database cannot be asked.</exception>
    public async ValueTask<SchemaReport> ReadAsync(CancellationToken cancellationToken)
    {
        var status = await probe.ProbeAsync(cancellationToken);
        await using var db = await dialect.CreateContextAsync(cancellationToken);
        var applied = await dialect.ListAppliedMigrationsAsync(db, cancellationToken);
        return new SchemaReport(status, [.. db.Database.GetMigrations()], applied);
    }

    /// <summary>Brings the schema to this build's version, and seeds a store that was never seeded.</summary>
    public async ValueTask ApplyAsync(CancellationToken cancellationToken)
    {
        await initializer.VerifyAsync(cancellationToken);
        await initializer.ApplyAsync(cancellationToken);

        // For applications whose role may not make tables.
        await dialect.Partitions.CreateAheadAsync(cancellationToken);
    }

    /// <summary>The SQL of migrations. It makes no seeds; applying afterwards adds them.</summary>
    /// <param name="from">The id of the last applied migration; null for none.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<string> ScriptAsync(string? from, CancellationToken cancellationToken)
    {
        await using var db = await dialect.CreateContextAsync(cancellationToken);
        return db.GetService<IMigrator>().GenerateScript(from ?? Migration.InitialDatabase);
    }

    /// <summary>
    /// Takes back every migration after one, with the data in the tables they made, and writes the version down.
    /// </summary>
    /// <param name="target">The id of the migration to end at; null takes back all.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask RollBackAsync(string? target, CancellationToken cancellationToken)
    {
        await using var turn = await dialect.LockSchemaAsync(cancellationToken);
        await using var db = await dialect.CreateContextAsync(cancellationToken);
        var usual = db.Database.GetCommandTimeout();
        db.Database.SetCommandTimeout(StoreInitializer.LongestMigration);
        await db.GetService<IMigrator>().MigrateAsync(target ?? Migration.InitialDatabase, cancellationToken);
        db.Database.SetCommandTimeout(usual);
        if (target is null)
        {
            return;
        }

        // Each migration is one version.
        var version = db.Database.GetMigrations().ToList().IndexOf(target) + 1;
        await using var transaction = await dialect.BeginWriteAsync(db, cancellationToken);
        var now = await dialect.ReadClockAsync(db, cancellationToken);
        await db.SchemaInfo.ExecuteUpdateAsync(
            row => row.SetProperty(info => info.Version, version).SetProperty(info => info.UpdatedAt, now),
            cancellationToken);
        await transaction.CommitAsync(cancellationToken);
    }
}
