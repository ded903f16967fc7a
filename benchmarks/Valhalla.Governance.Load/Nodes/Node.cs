using System.Text.Json;
using Valhalla.Governance.Load.Measurement;

namespace Valhalla.Governance.Load.Nodes;

/// <summary>
/// One of several processes, told by lines of its standard input what to do: an order, <c>go</c>, <c>measure</c>,
/// <c>stop</c>, and so on until the input ends. It answers <c>ready</c>, <c>warm</c>, then its result.
/// </summary>
internal static class Node
{
    public const string Verb = "node";
    public const string Ready = "ready";
    public const string Go = "go";
    public const string Warm = "warm";
    public const string Measure = "measure";
    public const string Stop = "stop";

    public static async Task<int> RunAsync(TextReader input, TextWriter output)
    {
        while (await input.ReadLineAsync() is { } line)
        {
            var order = JsonSerializer.Deserialize<NodeOrder>(line)!;
            await using var path = order.CreatePath();
            await path.OpenAsync();
            await output.WriteLineAsync(Ready);
            await RequireAsync(input, Go);
            await output.WriteLineAsync(JsonSerializer.Serialize(await RunAsync(order, path, input, output)));
        }

        return 0;
    }

    private static async Task<NodeResult> RunAsync(
        NodeOrder order, ILoadPath path, TextReader input, TextWriter output)
    {
        var time = TimeProvider.System;
        var crowd = Enumerable.Range(order.FirstCaller, order.Callers).Select(i => new Caller(i, time)).ToArray();
        var running = Array.ConvertAll(crowd, caller => Task.Run(() => path.RunCallerAsync(caller)));
        await CompilerRest.WaitAsync(order.Patience);
        await output.WriteLineAsync(Warm);
        await RequireAsync(input, Measure);
        var allocatedBefore = GC.GetTotalAllocatedBytes(precise: true);
        var cpuBefore = Environment.CpuUsage.TotalTime;
        var startedAt = time.GetTimestamp();
        Array.ForEach(crowd, caller => caller.StartMeasuring());

        await RequireAsync(input, Stop);
        Array.ForEach(crowd, caller => caller.Stop());
        var elapsed = time.GetElapsedTime(startedAt);
        var cpu = Environment.CpuUsage.TotalTime - cpuBefore;
        var allocated = GC.GetTotalAllocatedBytes(precise: true) - allocatedBefore;
        await Task.WhenAll(running);

        var latencies = new LatencyHistogram();
        Array.ForEach(crowd, caller => latencies.Add(caller.Latencies));
        return new NodeResult(
            crowd.Sum(caller => caller.Granted),
            crowd.Sum(caller => caller.Denied),
            elapsed.TotalSeconds,
            allocated,
            cpu.TotalMicroseconds,
            latencies.ToBuckets());
    }

    private static async Task RequireAsync(TextReader input, string expected)
    {
        var line = await input.ReadLineAsync();
        if (line != expected)
        {
            throw new InvalidOperationException($"Told '{line}' instead of '{expected}'.");
        }
    }
}
