using Valhalla.Governance.Load.Measurement;
using Valhalla.Governance.Load.Spread;
using Valhalla.Governance.Report.Rows;
using Valhalla.Governance.Testing.PostgreSql;

namespace Valhalla.Governance.Report.Spread;

/// <summary>How long the gates of the other processes stay open after a kill.</summary>
internal sealed class SpreadGroup : IRowGroup
{
    private const double LongestNotified = 10;
    private const double LongestPolled = 1_200;
    private const double MaxStaleness = 5_000;

    public string Name => "spread";

    public string Title => "Spread of the kill switch";

    public string Method =>
        "Processes on one PostgreSQL that reserve all the time; one of them engages the kill switch, and each "
        + "other one notes when its gate closes: milliseconds from the acknowledgement of the kill. The limit is a "
        + "notification in between, to a connection of its own in the same processes, that only notes when it "
        + "comes. A p99 of few kills is their maximum.";

    public IReadOnlyList<RowSpec> Rows { get; } = [.. SpreadScenarios.Full.SelectMany(way => new RowSpec[]
    {
        new(Id(way, "p50"), $"p50, {way.Name}", "ms") { Limit = LimitOf(way.Fault) },
        new(Id(way, "p99"), $"p99, {way.Name}", "ms")
        {
            Limit = LimitOf(way.Fault),
            Goal = Goal.AtMost(BoundOf(way.Fault)),
        },
    })];

    public async Task MeasureAsync(Measuring measuring)
    {
        if (PostgreSqlInstallation.MissingReason is { } missing)
        {
            throw new NotMeasurableException(missing);
        }

        var (ways, patience) = measuring.IsQuick
            ? (SpreadScenarios.Quick, RunLength.Quick.Patience)
            : (SpreadScenarios.Full, RunLength.Full.Patience);
        foreach (var way in ways)
        {
            if (measuring.IsAnyWanted(Id(way, "p50"), Id(way, "p99")))
            {
                var compared = await SpreadScenarios.RunAsync([way], patience, measuring.Progress);
                var fromAnswer = compared[^1].Median;
                var bare = LimitOf(way.Fault) is null ? null : compared[0].Median;
                measuring.Report(
                    Id(way, "p50"), [fromAnswer.P50Microseconds / 1_000], limit: InMilliseconds(bare?.P50Microseconds));
                measuring.Report(
                    Id(way, "p99"), [fromAnswer.P99Microseconds / 1_000], limit: InMilliseconds(bare?.P99Microseconds));
                measuring.MarkInexact(fromAnswer.Error);
            }
        }
    }

    private static double[]? InMilliseconds(double? microseconds) => microseconds is { } us ? [us / 1_000] : null;

    private static string? LimitOf(SpreadFault fault) => fault == SpreadFault.None ? "a bare notification" : null;

    private static double BoundOf(SpreadFault fault) => fault switch
    {
        SpreadFault.None => LongestNotified,
        SpreadFault.CutOff => MaxStaleness,
        _ => LongestPolled,
    };

    private static string Id(SpreadWay way, string percentile)
    {
        var fault = way.Fault switch
        {
            SpreadFault.None => "",
            SpreadFault.ConnectionCut => "/cut",
            SpreadFault.NoNotifications => "/polling",
            _ => "/cut-off",
        };
        return $"spread/{way.Nodes}{fault}/{percentile}";
    }
}
