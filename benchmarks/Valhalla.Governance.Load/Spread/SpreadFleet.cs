using System.Globalization;
using System.Text.Json;
using Npgsql;
using Valhalla.Governance.Load.Measurement;
using Valhalla.Governance.Load.Nodes;
using Valhalla.Governance.Load.Risk;
using Valhalla.Governance.Load.Storage;
using Valhalla.Governance.Testing.PostgreSql;

namespace Valhalla.Governance.Load.Spread;

/// <summary>Processes on one new database; the first one kills, the others are watched.</summary>
internal sealed class SpreadFleet : IAsyncDisposable
{
    private const int Callers = 64;

    private const string EndListeners =
        """
        SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
        WHERE datname = current_database() AND query = 'LISTEN valhalla_control'
        """;

    private readonly SpreadWay _way;
    private readonly NpgsqlConnection _server;
    private readonly DelayingProxy _proxy;
    private readonly NodeProcess[] _nodes;
    private readonly Random _random = new(20_261_125);

    private SpreadFleet(SpreadWay way, NpgsqlConnection server, DelayingProxy proxy, NodeProcess[] nodes)
    {
        _way = way;
        _server = server;
        _proxy = proxy;
        _nodes = nodes;
    }

    private NodeProcess[] Others => _nodes[1..];

    public static async Task<SpreadFleet> StartAsync(SpreadWay way, TimeSpan patience)
    {
        var database = await ScratchDatabase.CreateConnectionStringAsync();
        var order = new SpreadOrder(
            database, 0, Callers / way.Nodes, way.Fault != SpreadFault.NoNotifications, patience);
        await PrepareAsync(order);
        var connection = new NpgsqlConnection(database);
        await connection.OpenAsync();
        var proxy = new DelayingProxy((await PostgreSqlServer.GetAsync()).Port, TimeSpan.Zero);
        var nodes = Enumerable.Range(0, way.Nodes).Select(_ => new NodeProcess(SpreadNode.Verb)).ToArray();
        var fleet = new SpreadFleet(way, connection, proxy, nodes);
        var relayed = new NpgsqlConnectionStringBuilder(database) { Port = proxy.Port }.ConnectionString;
        await Task.WhenAll(nodes.Select((node, index) => node.TellAsync(JsonSerializer.Serialize(order with
        {
            FirstCaller = index * order.Callers,
            Database = way.Fault == SpreadFault.CutOff && index > 0 ? relayed : database,
        }))));
        await Task.WhenAll(nodes.Select(node => node.RequireAsync(SpreadNode.Ready)));
        return fleet;
    }

    /// <summary>Kills and releases once.</summary>
    /// <param name="fromCall">Takes the times from the call to each other process's closed gate.</param>
    /// <param name="fromAcknowledgement">Takes the times from the answer; 0 where the news was faster than it.</param>
    /// <returns>What was wrong, or null.</returns>
    public async Task<string?> KillAsync(LatencyHistogram fromCall, LatencyHistogram fromAcknowledgement)
    {
        await AskAllAsync(_nodes, SpreadNode.Open);
        await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(20, 100)));
        if (_way.Fault is SpreadFault.ConnectionCut or SpreadFault.NoNotifications)
        {
            // At any moment of the poll, and not just when the last cut is over.
            await Task.Delay(TimeSpan.FromMilliseconds(_random.Next(1_100, 2_100)));
        }

        var cut = await FailAsync();
        var kill = JsonSerializer.Deserialize<KillTimes>(await AskAsync(_nodes[0], SpreadNode.Kill))!;
        foreach (var closed in await AskAllAsync(Others, SpreadNode.Closed))
        {
            var closedAt = long.Parse(closed, CultureInfo.InvariantCulture);
            Record(fromCall, kill.CalledAt, closedAt);
            Record(fromAcknowledgement, kill.AcknowledgedAt, closedAt);
        }

        _proxy.Revive();
        var released = await AskAsync(_nodes[0], SpreadNode.Release);

        // A node that is cut off may hold up the store for a while; the kill is then kept, and stored a little later.
        return (kill.IsStored || _way.Fault == SpreadFault.CutOff)
            && released == nameof(GoLiveChangeStatus.Changed)
            && cut is null
            ? null
            : $"NO: {cut}, kill stored: {kill.IsStored}, release: {released}";
    }

    /// <summary>Notifies once, without the library.</summary>
    /// <param name="fromAcknowledgement">Takes the times from the commit's answer to each other process.</param>
    public async Task NotifyAsync(LatencyHistogram fromAcknowledgement)
    {
        await using var command = new NpgsqlCommand("NOTIFY " + BareListener.Channel, _server);
        await command.ExecuteNonQueryAsync();
        var acknowledgedAt = TimeProvider.System.GetTimestamp();
        foreach (var heard in await AskAllAsync(Others, SpreadNode.Bare))
        {
            Record(fromAcknowledgement, acknowledgedAt, long.Parse(heard, CultureInfo.InvariantCulture));
        }
    }

    /// <summary>How many reservations were answered so far, by all processes.</summary>
    public async Task<long> CountAsync() =>
        (await AskAllAsync(_nodes, SpreadNode.Count)).Sum(count => long.Parse(count, CultureInfo.InvariantCulture));

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_nodes.Select(node => node.DisposeAsync().AsTask()));
        _proxy.Dispose();
        await _server.DisposeAsync();
    }

    private static async Task PrepareAsync(SpreadOrder order)
    {
        await using (var path = new GuardPath(
            new RiskLoad(RequestKeys.None, IsNearCap: false),
            StoreKind.PostgreSql,
            new SharedDatabase(order.Database, IsPrepared: false)))
        {
            await path.OpenAsync();
        }

        await using var host = await GovernedHost.StartAsync(
            StoreKind.PostgreSql, database: order.Database, settings: order.Settings);
        var gate = (IGoLiveGate)host.Services.GetService(typeof(IGoLiveGate))!;
        await gate.EnableAsync(new GoLiveEnableRequest(new ChangeAuthor("load"), "measuring", Override: true));
    }

    private async Task<string?> FailAsync()
    {
        switch (_way.Fault)
        {
            case SpreadFault.ConnectionCut:
                await using (var command = new NpgsqlCommand(EndListeners, _server))
                {
                    var ended = (long)(await command.ExecuteScalarAsync())!;
                    return ended == _nodes.Length ? null : $"{ended} of {_nodes.Length} listening sessions ended";
                }

            case SpreadFault.CutOff:
                _proxy.IsDead = true;
                return null;
            default:
                return null;
        }
    }

    private static void Record(LatencyHistogram times, long from, long to) =>
        times.Record((long)TimeProvider.System.GetElapsedTime(from, to).TotalNanoseconds, 1);

    private static async Task<string> AskAsync(NodeProcess node, string request)
    {
        await node.TellAsync(request);
        return await node.ReadAsync();
    }

    private static Task<string[]> AskAllAsync(NodeProcess[] nodes, string request) =>
        Task.WhenAll(nodes.Select(node => AskAsync(node, request)));
}
