using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Valhalla.Governance.Control;
using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.EntityFramework.GoLive;
using Valhalla.Governance.EntityFramework.Heimdall;
using Valhalla.Governance.EntityFramework.MarketPolicies;
using Valhalla.Governance.EntityFramework.Offers;
using Valhalla.Governance.EntityFramework.Regression;
using Valhalla.Governance.EntityFramework.Risk;
using Valhalla.Governance.Operations.Policies;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.EntityFramework;

/// <summary>Creates, updates or validates the schema at start, as the schema mode says.</summary>
internal sealed class StoreInitializer(
    IStoreDialect dialect,
    ISchemaProbe probe,
    StoreRetry retry,
    IOptions<StorageOptions> options,
    GuardedLogger<StoreInitializer> logger,
    IHostEnvironment? environment = null) : IStoreInitializer
{
    /// <summary>How long one statement of a migration may take: some build an index over all there is.</summary>
    public static readonly TimeSpan LongestMigration = TimeSpan.FromHours(4);

    private const int FirstVersionWithOperations = 2;

    public async ValueTask InitializeAsync(CancellationToken cancellationToken)
    {
        await VerifyAsync(cancellationToken);
        var mode = options.Value.SchemaMode
            ?? (environment?.IsDevelopment() == true ? SchemaMode.Auto : SchemaMode.Validate);
        if (mode == SchemaMode.None)
        {
            return;
        }

        var status = await probe.ProbeAsync(cancellationToken);
        if (status.IsUsable)
        {
            return;
        }

        if (mode == SchemaMode.Validate || status.Installed > status.Expected)
        {
            throw Mismatch(status);
        }

        await ApplyAsync(cancellationToken);
    }

    /// <summary>Brings the schema to this build's version, and seeds the store if it was never seeded.</summary>
    /// <exception cref="ValhallaStoreException">The database could not carry it out; it can be tried again.</exception>
    public async ValueTask ApplyAsync(CancellationToken cancellationToken)
    {
        var description = await retry.RunAsync(
            this, static (initializer, token) => initializer.ApplyOnceAsync(token), cancellationToken);
        logger.SchemaApplied(SchemaStatus.CurrentVersion, description);
    }

    /// <exception cref="ValhallaConfigurationException">The database cannot be used as it is set up.</exception>
    public async ValueTask VerifyAsync(CancellationToken cancellationToken) =>
        await retry.RunAsync(
            dialect,
            static async (dialect, token) =>
            {
                await dialect.VerifyServerAsync(token);
                return true;
            },
            cancellationToken);

    // What was done before a fault stays done, or was undone with its transaction: the next run goes on from there.
    private async ValueTask<string> ApplyOnceAsync(CancellationToken cancellationToken)
    {
        await using var turn = await dialect.LockSchemaAsync(cancellationToken);
        await using var db = await dialect.CreateContextAsync(cancellationToken);
        var usual = db.Database.GetCommandTimeout();
        db.Database.SetCommandTimeout(LongestMigration);
        await db.Database.MigrateAsync(cancellationToken);
        db.Database.SetCommandTimeout(usual);
        await using var transaction = await dialect.BeginWriteAsync(db, cancellationToken);
        var info = await db.SchemaInfo.SingleOrDefaultAsync(cancellationToken);
        var now = await dialect.ReadClockAsync(db, cancellationToken);
        if (info is null)
        {
            // Seeds come with the row that says so, in one transaction: they are never added a second time.
            db.SchemaInfo.Add(new SchemaInfoRow { Version = SchemaStatus.CurrentVersion, UpdatedAt = now });
            AddSeeds(db, now);
            AddOperationsSeeds(db, now);
            logger.Seeded();
        }
        else if (info.Version < SchemaStatus.CurrentVersion)
        {
            if (info.Version < FirstVersionWithOperations)
            {
                AddOperationsSeeds(db, now);
            }

            // A copy of the database that was made before draws another: then the two are told apart.
            (await db.ReadGateAsync(cancellationToken)).MakeNextVersion();
            info.Version = SchemaStatus.CurrentVersion;
            info.UpdatedAt = now;
        }

        await db.SaveChangesAsync(cancellationToken);
        await transaction.CommitAsync(cancellationToken);
        return await dialect.DescribeAsync(db, cancellationToken);
    }

    private static void AddSeeds(ValhallaDbContext db, DateTimeOffset now)
    {
        var seeds = Seeds.Create(now);
        var gate = new GoLiveStateRow();
        gate.Apply(seeds.Gate);
        gate.Incarnation = ControlVersion.NewIncarnation();
        db.GoLiveStates.Add(gate);
        foreach (var policy in seeds.RiskPolicies.Values)
        {
            var row = new RiskPolicyRow();
            row.Apply(policy);
            db.RiskPolicies.Add(row);
        }

        foreach (var policy in seeds.HeimdallPolicies.Values)
        {
            var row = new HeimdallPolicyRow();
            row.Apply(policy);
            db.HeimdallPolicies.Add(row);
        }

        foreach (var policy in seeds.RegressionPolicies.Values)
        {
            var row = new RegressionPolicyRow();
            row.Apply(policy);
            db.RegressionPolicies.Add(row);
        }
    }

    private static void AddOperationsSeeds(ValhallaDbContext db, DateTimeOffset now)
    {
        var seeds = OperationsSeeds.Create(now);
        foreach (var policy in seeds.MarketPolicies.Values)
        {
            var row = new MarketPolicyRow();
            row.Apply(policy);
            db.MarketPolicies.Add(row);
        }

        foreach (var policy in seeds.OfferPolicies.Values)
        {
            var row = new OfferPolicyRow();
            row.Apply(policy);
            db.OfferPolicies.Add(row);
        }
    }

    private static ValhallaConfigurationException Mismatch(SchemaStatus status) => status.Installed switch
    {
        null => new ValhallaConfigurationException(
            StorageErrors.SchemaMissing,
            $"The database ({status.Provider}) has no schema of this library. Run `valhalla db apply`, or set "
            + "Valhalla:Storage:SchemaMode to Auto."),
        < SchemaStatus.CurrentVersion => new ValhallaConfigurationException(
            StorageErrors.SchemaOutdated,
            $"The database ({status.Provider}) has schema version {status.Installed}, and this build needs "
            + $"{status.Expected}. Run `valhalla db apply`, or set Valhalla:Storage:SchemaMode to Auto."),
        _ => new ValhallaConfigurationException(
            StorageErrors.SchemaTooNew,
            $"The database ({status.Provider}) has schema version {status.Installed}, newer than the "
            + $"{status.Expected} of this build. Update this node."),
    };
}
