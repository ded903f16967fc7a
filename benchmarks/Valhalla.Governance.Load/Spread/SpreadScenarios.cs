using Valhalla.Governance.Load.Measurement;
using Valhalla.Governance.Load.Storage;

namespace Valhalla.Governance.Load.Spread;

/// <summary>How long the other processes' gates stay open after a kill.</summary>
internal static class SpreadScenarios
{
    public static IReadOnlyList<SpreadWay> Full { get; } =
    [
        new(2, SpreadFault.None, 300),
        new(8, SpreadFault.None, 200),
        new(2, SpreadFault.ConnectionCut, 30),
        new(8, SpreadFault.ConnectionCut, 30),
        new(2, SpreadFault.NoNotifications, 30),
        new(2, SpreadFault.CutOff, 5),
    ];

    /// <summary>Enough to see that everything works; a p99 of so few kills is their maximum.</summary>
    public static IReadOnlyList<SpreadWay> Quick { get; } =
    [
        new(2, SpreadFault.None, 20),
        new(2, SpreadFault.ConnectionCut, 3),
    ];

    /// <summary>
    /// Three rows a way: from a bare notification's commit to its arrival in each other process, where nothing stands
    /// in the way; from the call of the kill, and from its acknowledgement, to each other process's closed gate. The
    /// calls per second are the reservations answered meanwhile.
    /// </summary>
    public static async Task<IReadOnlyList<Comparison>> RunAsync(
        IReadOnlyList<SpreadWay> ways, TimeSpan patience, Action<string> progress)
    {
        var version = await ScratchDatabase.ReadVersionAsync();
        var title = $"Spread of the kill switch, PostgreSQL {version}, under reservations";
        var results = new List<Comparison>();
        foreach (var way in ways)
        {
            var samples = await RunAsync(way, patience);
            progress($"{way.Name}: p50 {samples[2].P50Microseconds:N0}, p99 {samples[2].P99Microseconds:N0} µs; "
                + $"a bare notification {samples[0].P50Microseconds:N0}, {samples[0].P99Microseconds:N0}");
            results.AddRange(samples.Select(sample => Comparison.Of(title, [sample], [sample])));
        }

        return results;
    }

    private static async Task<IReadOnlyList<Sample>> RunAsync(SpreadWay way, TimeSpan patience)
    {
        await using var fleet = await SpreadFleet.StartAsync(way, patience);
        var fromCall = new LatencyHistogram();
        var fromAcknowledgement = new LatencyHistogram();
        var bare = new LatencyHistogram();

        // Not counted: the first kill compiles.
        var error = await fleet.KillAsync(new LatencyHistogram(), new LatencyHistogram());
        var countBefore = await fleet.CountAsync();
        var startedAt = TimeProvider.System.GetTimestamp();
        for (var kill = 0; kill < way.Kills; kill++)
        {
            error = await fleet.KillAsync(fromCall, fromAcknowledgement) ?? error;
            if (way.Fault == SpreadFault.None)
            {
                await fleet.NotifyAsync(bare);
            }
        }

        var perSecond = (await fleet.CountAsync() - countBefore)
            / TimeProvider.System.GetElapsedTime(startedAt).TotalSeconds;
        return
        [
            ToSample(way, "a bare notification", perSecond, bare, null),
            ToSample(way, "call", perSecond, fromCall, error),
            ToSample(way, "answer", perSecond, fromAcknowledgement, error),
        ];
    }

    private static Sample ToSample(
        SpreadWay way, string from, double perSecond, LatencyHistogram times, string? error) => new(
        $"{way.Name}, from {from}",
        way.Nodes,
        perSecond,
        times.Microseconds(0.50),
        times.Microseconds(0.99),
        0,
        0,
        error);
}
