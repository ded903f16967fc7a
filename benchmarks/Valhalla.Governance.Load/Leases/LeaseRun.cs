using Valhalla.Governance.Load.Measurement;

namespace Valhalla.Governance.Load.Leases;

/// <summary>One way under one load: what came of it.</summary>
/// <param name="DecidedPerSecond">Grants and denials answered.</param>
/// <param name="RowsPerThousand">Transactions on the row of the cap, for 1 000 decisions.</param>
/// <param name="Used">What was granted, of what could have been.</param>
/// <param name="DeniedWithRoom">The share of decisions that denied although the cap had room.</param>
internal sealed record LeaseRun(
    double DecidedPerSecond,
    double MedianMilliseconds,
    double SlowMilliseconds,
    double RowsPerThousand,
    double Used,
    double DeniedWithRoom,
    long Fenced,
    long Lost)
{
    private const double Seconds = 6;
    private const double MeanAmount = 5.5;
    private const int Crashes = 20;

    /// <param name="arguments">Nodes, seed and rate.</param>
    /// <param name="demand">All that is asked for, as a multiple of the cap.</param>
    /// <param name="isSkewed">Whether a few nodes have most of the load (Zipf), or all the same.</param>
    /// <param name="usesLeases">Leases, or the one row.</param>
    public static LeaseRun Of(LeaseArguments arguments, double demand, bool isSkewed, bool usesLeases)
    {
        var world = new LeaseWorld(arguments.Seed);
        var cap = (long)(arguments.Rate * Seconds * MeanAmount / demand);
        var store = new LeaseStore(world, cap, arguments.Nodes, arguments.Unfenced);
        var latencies = new LatencyHistogram();
        var nodes = Enumerable.Range(0, arguments.Nodes)
            .Select(number => new LeaseNode(number, world, store, latencies, usesLeases)).ToArray();
        var asked = new long[1];
        var weights = Enumerable.Range(1, arguments.Nodes).Select(rank => isSkewed ? 1.0 / rank : 1).ToArray();
        var total = weights.Sum();
        for (var i = 0; i < nodes.Length; i++)
        {
            ArriveAgain(world, nodes[i], total / (weights[i] * arguments.Rate), asked);
        }

        for (var i = 0; i < Crashes; i++)
        {
            world.At(Seconds * world.Random.NextDouble(), nodes[world.Random.Next(nodes.Length)].Crash);
        }

        world.RunUntil(Seconds);
        return new LeaseRun(
            latencies.Count / Seconds,
            latencies.Microseconds(0.50) / 1_000,
            latencies.Microseconds(0.99) / 1_000,
            1_000.0 * store.RowTransactions / latencies.Count,
            (double)store.Granted / Math.Min(cap, asked[0]),
            (double)nodes.Sum(node => node.DeniedWithRoom) / latencies.Count,
            store.Fenced,
            nodes.Sum(node => node.Lost));
    }

    private static void ArriveAgain(LeaseWorld world, LeaseNode node, double mean, long[] asked) =>
        world.At(world.Now + world.Exponential(mean), () =>
        {
            var amount = world.Random.Next(1, 11);
            asked[0] += amount;
            node.Arrive(new Request(world.Now, amount));
            ArriveAgain(world, node, mean, asked);
        });
}
