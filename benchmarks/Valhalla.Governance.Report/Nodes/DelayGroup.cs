using Valhalla.Governance.Load.Measurement;
using Valhalla.Governance.Load.Nodes;
using Valhalla.Governance.Report.Rows;
using Valhalla.Governance.Testing.PostgreSql;

namespace Valhalla.Governance.Report.Nodes;

/// <summary>PostgreSQL behind a network.</summary>
internal sealed class DelayGroup : IRowGroup
{
    private const string OneByEntityFramework = "delay/1x64/ef";
    private const string OneByStatement = "delay/1x64/cte";
    private const string TwoByStatement = "delay/2x64/cte";
    private const string RoundTrip = "delay/round-trip";

    public string Name => "delay";

    public string Title => "A round trip of 0.6 ms more";

    public string Method =>
        "A relay on loopback holds back each direction; what it adds is measured first, without a load. 64 callers a "
        + "process, each request with a key. The last row is an empty statement on a connection of its own beside all "
        + "these loads: what relay, server and process add to each other on so few cores.";

    public IReadOnlyList<RowSpec> Rows { get; } =
    [
        Row(OneByEntityFramework, 1, RiskWay.EntityFramework, 35_000),
        Row(OneByStatement, 1, RiskWay.Statement, 35_000),
        Row(TwoByStatement, 2, RiskWay.Statement, 50_000),
        new(RoundTrip, "an empty statement through the relay, under load", "ms") { Peer = "without the relay" },
    ];

    public async Task MeasureAsync(Measuring measuring)
    {
        if (PostgreSqlInstallation.MissingReason is { } missing)
        {
            throw new NotMeasurableException(missing);
        }

        // A quick run has time for one process.
        FleetWay[] ways = [.. DelayScenarios.Ways.Where(way => !measuring.IsQuick || way.Nodes == 1)];
        var (compared, near, far) = await DelayScenarios.RunAsync(
            ways, measuring.IsQuick ? RunLength.Quick : RunLength.Full, measuring.Progress);
        measuring.Report(OneByEntityFramework, Of(RiskWay.Guard, 1), Of(RiskWay.EntityFramework, 1));
        measuring.Report(OneByStatement, Of(RiskWay.Guard, 1), Of(RiskWay.Statement, 1));
        measuring.Report(RoundTrip, [far], [near]);
        if (!measuring.IsQuick)
        {
            measuring.Report(TwoByStatement, Of(RiskWay.Guard, 2), Of(RiskWay.Statement, 2));
        }

        measuring.MarkInexact(compared.Select(way => way.Median.Error).FirstOrDefault(error => error is not null));

        double[] Of(RiskWay way, int nodes)
        {
            var place = Array.FindIndex(ways, other => other.Way == way && other.Nodes == nodes);
            return [.. compared[place].Runs.Select(run => run.PerSecond)];
        }
    }

    private static RowSpec Row(string id, int nodes, RiskWay peer, double bound) =>
        new(id, nodes == 1 ? "one process" : $"{nodes} processes", "reservations/s")
        {
            HigherIsBetter = true,
            Peer = peer == RiskWay.Statement ? "one conditional statement each" : "EF Core, row locks, 16 connections",
            Goal = Goal.AtLeast(bound),
        };
}
