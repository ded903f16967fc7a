using System.Text.Json;
using Valhalla.Governance.Load.Measurement;
using Valhalla.Governance.Load.Risk;
using Valhalla.Governance.Load.Storage;

namespace Valhalla.Governance.Load.Nodes;

/// <summary>
/// Processes that stay over many runs, each of which is measured when the compilers have done their work. Each run has
/// a new database, and is compared with it at its end.
/// </summary>
/// <param name="size">How many processes there are at most.</param>
/// <param name="route">The connection string by which the processes reach a database, given the direct one.</param>
internal sealed class Fleet(int size, Func<string, string>? route = null) : IAsyncDisposable
{
    private readonly NodeProcess[] _nodes =
        [.. Enumerable.Range(0, size).Select(_ => new NodeProcess(Node.Verb))];

    public async Task<Sample> RunAsync(FleetWay way, RiskLoad load, RunLength length)
    {
        var direct = await ScratchDatabase.CreateConnectionStringAsync();
        var order = new NodeOrder(
            way.Way, load, new SharedDatabase(direct, IsPrepared: false), 0, way.CallersEach, length.Patience);
        await using (var preparing = order.CreatePath())
        {
            await preparing.OpenAsync();
        }

        var prepared = new SharedDatabase(route?.Invoke(direct) ?? direct, IsPrepared: true);
        var nodes = _nodes[..way.Nodes];
        await Task.WhenAll(nodes.Select((node, index) => node.TellAsync(JsonSerializer.Serialize(
            order with { Database = prepared, FirstCaller = index * way.CallersEach }))));
        await Task.WhenAll(nodes.Select(node => node.RequireAsync(Node.Ready)));
        await TellAsync(nodes, Node.Go);
        await Task.WhenAll(nodes.Select(node => node.RequireAsync(Node.Warm)));
        await TellAsync(nodes, Node.Measure);
        await Task.Delay(length.Duration);
        await TellAsync(nodes, Node.Stop);
        var answers = await Task.WhenAll(nodes.Select(node => node.ReadAsync()));
        var results = Array.ConvertAll(answers, answer => JsonSerializer.Deserialize<NodeResult>(answer)!);

        await using var checking = (order with { Database = prepared with { ConnectionString = direct } }).CreatePath();
        await checking.OpenAsync();
        var error = await checking.FindErrorAsync(
            results.Sum(result => result.Granted), results.Sum(result => result.Denied));
        return ToSample(way, results, error);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in _nodes)
        {
            await node.DisposeAsync();
        }
    }

    private static Task TellAsync(NodeProcess[] nodes, string line) =>
        Task.WhenAll(nodes.Select(node => node.TellAsync(line)));

    private static Sample ToSample(FleetWay way, IReadOnlyList<NodeResult> results, string? error)
    {
        var all = new LatencyHistogram();
        foreach (var result in results)
        {
            all.Add(result.Latencies);
        }

        var count = Math.Max(1, all.Count);
        return new Sample(
            way.Name,
            way.Callers,
            results.Sum(result => result.Latencies.Values.Sum() / result.Seconds),
            all.Microseconds(0.50),
            all.Microseconds(0.99),
            (double)results.Sum(result => result.AllocatedBytes) / count,
            results.Sum(result => result.CpuMicroseconds) / count,
            error);
    }
}
