using Valhalla.Governance.Load.Storage;

namespace Valhalla.Governance.Soak.Faults;

/// <summary>What a process under load is to do.</summary>
/// <param name="Store">The kind of its database.</param>
/// <param name="Database">Its file or connection string.</param>
/// <param name="Folder">Where its local files go.</param>
/// <param name="Node">Its number, which no other process of the round has.</param>
/// <param name="Callers">How many callers it has.</param>
internal sealed record FaultOrder(StoreKind Store, string Database, string Folder, int Node, int Callers)
{
    /// <summary>Where it logs what was acknowledged.</summary>
    public string LogPath => Path.Combine(Folder, $"node-{Node}.log");

    public Task<GovernedHost> StartHostAsync() => GovernedHost.StartAsync(
        Store,
        database: Database,
        settings: new Dictionary<string, string?>
        {
            ["Valhalla:GoLive:LatchFile"] = Path.Combine(Folder, $"latch-{Node}.json"),
        });
}
