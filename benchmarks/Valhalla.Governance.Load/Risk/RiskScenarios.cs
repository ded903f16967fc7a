using Valhalla.Governance.Load.Measurement;
using Valhalla.Governance.Load.Storage;

namespace Valhalla.Governance.Load.Risk;

/// <summary>The ways to make durable reservations, by store.</summary>
internal static class RiskScenarios
{
    public static async Task<Scenario> CreateAsync(StoreKind store, RiskLoad load)
    {
        var suffix = (load.Keys switch
        {
            RequestKeys.Ordered => ", a key on each request",
            RequestKeys.Random => ", a random key on each request",
            _ => "",
        })
            + (load.IsNearCap ? ", near the cap: most are denied" : "");
        return store switch
        {
            StoreKind.Sqlite => new Scenario(
                $"Reservations, SQLite {await ScratchFile.ReadVersionAsync()}, WAL, synchronous=FULL{suffix}",
                "reserves",
                [() => new NaiveSqlitePath(load), () => new RawSqlitePath(load), () => new GuardPath(load, store)]),
            StoreKind.PostgreSql => new Scenario(
                $"Reservations, PostgreSQL {await ScratchDatabase.ReadVersionAsync()}, "
                + $"fsync and synchronous_commit on{suffix}",
                "reserves",
                [
                    () => new NaivePostgreSqlPath(load),
                    () => new StatementPostgreSqlPath(load),
                    () => new GuardPath(load, store),
                ]),
            _ => new Scenario(
                $"Reservations without a store: guard, writer and rules{suffix}",
                "reserves",
                [() => new GuardPath(load, store)]),
        };
    }
}
