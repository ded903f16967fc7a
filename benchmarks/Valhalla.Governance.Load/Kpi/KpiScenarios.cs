using Valhalla.Governance.Load.Measurement;
using Valhalla.Governance.Load.Storage;

namespace Valhalla.Governance.Load.Kpi;

/// <summary>The ways to store KPI events, by store.</summary>
internal static class KpiScenarios
{
    public static async Task<Scenario> CreateAsync(StoreKind store)
    {
        var version = store == StoreKind.Sqlite
            ? $"SQLite {await ScratchFile.ReadVersionAsync()}, WAL, synchronous=FULL"
            : $"PostgreSQL {await ScratchDatabase.ReadVersionAsync()}, fsync and synchronous_commit on";
        return new Scenario(
            $"KPI events, {version}",
            "events",
            [
                () => new SaveChangesKpiPath(store),
                () => new EmitterKpiPath(store),
                () => new FireAndFlushKpiPath(store),
            ]);
    }
}
