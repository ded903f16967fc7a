using System.Text.Json;
using Valhalla.Governance.Load.Nodes;
using Valhalla.Governance.Load.Storage;
using Valhalla.Governance.Testing;
using Valhalla.Governance.Testing.Ledger;

namespace Valhalla.Governance.Soak.Faults;

/// <summary>Processes under load on a database of their own, until one of the faults, and the check after it.</summary>
internal sealed class FaultRound : IAsyncDisposable
{
    private const int CallersEach = 16;
    private const int MaxLooks = 3_000;
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(10);

    private readonly StoreKind _store;
    private readonly string _database;
    private readonly FaultCaps _caps;
    private readonly string _folder = Directory.CreateTempSubdirectory("valhalla-soak-").FullName;
    private readonly Dictionary<FaultOrder, NodeProcess> _running = [];
    private readonly List<FaultOrder> _nodes = [];

    /// <param name="store">The kind of the database.</param>
    /// <param name="connectionString">A new PostgreSQL database; SQLite makes a file.</param>
    /// <param name="isNearCap">Whether the caps are used up in the round.</param>
    public FaultRound(StoreKind store, string? connectionString, bool isNearCap)
    {
        _store = store;
        _database = connectionString ?? Path.Combine(_folder, "valhalla.db");
        _caps = new FaultCaps(isNearCap);
    }

    public static FaultRound OnSqlite(bool isNearCap) => new(StoreKind.Sqlite, null, isNearCap);

    public Task PrepareAsync() => _caps.SetAsync(OrderOf(node: 0));

    public async Task<FaultOrder> StartNodeAsync()
    {
        var order = OrderOf(_nodes.Count + 1);
        _nodes.Add(order);
        var process = new NodeProcess(RepositoryPaths.AssemblyOf("Valhalla.Governance.Soak"), FaultNode.Verb);
        _running.Add(order, process);
        await process.TellAsync(JsonSerializer.Serialize(order));
        await process.RequireAsync(FaultNode.Ready);
        return order;
    }

    /// <summary>Ends a process with <c>kill -9</c>.</summary>
    public async Task KillAsync(FaultOrder node)
    {
        _running.Remove(node, out var process);
        await process!.KillAsync();
    }

    /// <summary>Waits until a process has answered so many times in all.</summary>
    public static async Task WhenAnsweredAsync(FaultOrder node, int answers)
    {
        for (var look = 0; look < MaxLooks; look++)
        {
            if (AcknowledgementLog.Read(node.LogPath).Count >= answers)
            {
                return;
            }

            await Task.Delay(BetweenLooks);
        }

        throw new InvalidOperationException($"Process {node.Node} does not get to {answers} answers.");
    }

    /// <summary>Waits for the first answer to a request that began, or ended, after a moment.</summary>
    /// <returns>How long after.</returns>
    /// <exception cref="InvalidOperationException">It never answered again.</exception>
    public static async Task<TimeSpan> WhenRecoveredAsync(
        FaultOrder node, long after, Func<Acknowledgement, long> at)
    {
        for (var look = 0; look < MaxLooks; look++)
        {
            if (AcknowledgementLog.Read(node.LogPath).Where(told => at(told) > after).MinBy(told => told.EndedAt)
                is { } first)
            {
                return TimeProvider.System.GetElapsedTime(after, first.EndedAt);
            }

            await Task.Delay(BetweenLooks);
        }

        throw new InvalidOperationException($"Process {node.Node} never answered again.");
    }

    /// <summary>Stops what still runs, and compares.</summary>
    public async Task<RoundResult> FinishAsync(TimeSpan recovered)
    {
        foreach (var process in _running.Values)
        {
            await process.TellAsync("stop");
            await process.RequireAsync(FaultNode.Done);
            await process.DisposeAsync();
        }

        _running.Clear();
        return await new RoundCheck(_caps, _nodes).RunAsync(
            () => _store == StoreKind.Sqlite
                ? LedgerDatabase.OpenSqliteAsync(_database)
                : LedgerDatabase.OpenPostgreSqlAsync(_database),
            recovered);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var process in _running.Values)
        {
            await process.DisposeAsync();
        }

        Directory.Delete(_folder, recursive: true);
    }

    private FaultOrder OrderOf(int node) => new(_store, _database, _folder, node, CallersEach);
}
