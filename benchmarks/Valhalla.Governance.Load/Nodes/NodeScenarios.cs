using Valhalla.Governance.Load.Measurement;
using Valhalla.Governance.Load.Risk;
using Valhalla.Governance.Load.Storage;

namespace Valhalla.Governance.Load.Nodes;

/// <summary>Several processes on one PostgreSQL, with the same number of callers in all.</summary>
internal static class NodeScenarios
{
    public const int Callers = 256;

    /// <param name="nodes">How many processes, for each way; the ratios are to the first.</param>
    /// <param name="isNearCap">Whether the cap is used up early, so that most are denied.</param>
    /// <param name="length">How long is measured.</param>
    /// <param name="progress">Told of every run.</param>
    /// <param name="callers">How many callers in all.</param>
    public static async Task<IReadOnlyList<Comparison>> RunAsync(
        IReadOnlyList<int> nodes,
        bool isNearCap,
        RunLength length,
        Action<string> progress,
        int callers = Callers) => await FleetRunner.RunAsync(
        $"Several processes on one PostgreSQL {await ScratchDatabase.ReadVersionAsync()}, "
        + $"fsync and synchronous_commit on, a key on each request{(isNearCap ? ", at the cap: most are denied" : "")}",
        [.. nodes.Select(count => new FleetWay(RiskWay.Guard, count, callers / count))],
        new RiskLoad(RequestKeys.Ordered, isNearCap),
        length,
        progress);
}
