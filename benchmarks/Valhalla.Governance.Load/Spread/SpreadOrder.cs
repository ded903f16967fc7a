namespace Valhalla.Governance.Load.Spread;

/// <summary>What one process is to do.</summary>
/// <param name="Database">How it reaches the database, which is prepared.</param>
/// <param name="FirstCaller">The index of its first caller.</param>
/// <param name="Callers">How many callers reserve without end.</param>
/// <param name="Listens">Whether it listens for changes, rather than only polls.</param>
/// <param name="Patience">How long it waits for its compiler at most.</param>
internal sealed record SpreadOrder(string Database, int FirstCaller, int Callers, bool Listens, TimeSpan Patience)
{
    /// <summary>Production, so that a gate that is too old to be trusted closes.</summary>
    public Dictionary<string, string?> Settings => new()
    {
        ["Valhalla:Environment"] = "production",
        // A machine with too little to do for so many processes is not a store that is down.
        ["Valhalla:GoLive:KillStoreTimeout"] = "00:01:00",
        ["Valhalla:Storage:PostgreSql:ListenForChanges"] = Listens ? "true" : "false",
    };
}
