using Valhalla.Governance.Load.Measurement;
using Valhalla.Governance.Load.Nodes;
using Valhalla.Governance.Report.Rows;
using Valhalla.Governance.Testing.PostgreSql;

namespace Valhalla.Governance.Report.Nodes;

/// <summary>The same number of callers in one process and in several, on one PostgreSQL.</summary>
/// <param name="isNearCap">Whether the cap is used up early, so that most are denied.</param>
internal sealed class ProcessesGroup(bool isNearCap) : IRowGroup
{
    private static readonly int[] Nodes = [2, 4, 8];

    public string Name => isNearCap ? "processes-cap" : "processes";

    public string Title => isNearCap ? "Several processes at the cap" : "Several processes on one PostgreSQL";

    public string Method =>
        $"{NodeScenarios.Callers} callers in all, in one process and spread over several, each request with a key; "
        + "the peer is one process. After each run no cap was passed, and the ledger is the fold of the journal and "
        + "of what was acknowledged.";

    public IReadOnlyList<RowSpec> Rows =>
    [
        .. Nodes.Select(nodes => new RowSpec(PerSecond(nodes), $"{nodes} processes", "reservations/s")
        {
            HigherIsBetter = true,
            Peer = "one process",
            Goal = nodes == 2 ? Goal.Ratio(0.7) : null,
        }),
        .. Nodes.Select(nodes => new RowSpec(P99(nodes), $"p99 of {nodes} processes", "ms") { Peer = "one process" }),
    ];

    public async Task MeasureAsync(Measuring measuring)
    {
        if (PostgreSqlInstallation.MissingReason is { } missing)
        {
            throw new NotMeasurableException(missing);
        }

        // A quick run has time for one pair.
        if (measuring.IsQuick && isNearCap)
        {
            return;
        }

        var wanted = Nodes
            .Where(nodes => !measuring.IsQuick || nodes == Nodes[0])
            .Where(nodes => measuring.IsAnyWanted(PerSecond(nodes), P99(nodes)))
            .ToArray();
        var compared = await NodeScenarios.RunAsync(
            [1, .. wanted],
            isNearCap,
            measuring.IsQuick ? RunLength.Quick : RunLength.Full,
            measuring.Progress);
        var one = compared[0].Runs;
        foreach (var (nodes, several) in wanted.Zip(compared.Skip(1), (nodes, several) => (nodes, several.Runs)))
        {
            measuring.Report(PerSecond(nodes), Throughput(several), Throughput(one));
            measuring.Report(P99(nodes), Late(several), Late(one));
        }

        measuring.MarkInexact(compared.Select(way => way.Median.Error).FirstOrDefault(error => error is not null));
    }

    private static double[] Throughput(IEnumerable<Sample> runs) => [.. runs.Select(run => run.PerSecond)];

    private static double[] Late(IEnumerable<Sample> runs) => [.. runs.Select(run => run.P99Microseconds / 1_000)];

    private string PerSecond(int nodes) => $"{Name}/{nodes}";

    private string P99(int nodes) => $"{Name}/{nodes}/p99";
}
