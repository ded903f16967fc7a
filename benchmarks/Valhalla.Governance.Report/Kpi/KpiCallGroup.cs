using Valhalla.Governance.Report.Measurement;
using Valhalla.Governance.Report.Rows;

namespace Valhalla.Governance.Report.Kpi;

/// <summary>What a KPI call costs its caller.</summary>
internal sealed class KpiCallGroup : IRowGroup
{
    private const string Step = "kpi-call/step-1";
    private const string StepOfTwo = "kpi-call/step-2";
    private const string Channel = "kpi-call/channel-1";
    private const string ChannelOfTwo = "kpi-call/channel-2";
    private const string OpenTelemetry = "kpi-call/opentelemetry";
    private const string StepAllocation = "kpi-call/step-allocation";
    private const string EmitAllocation = "kpi-call/emit-allocation";

    private const string Floor = "two Stopwatch.GetTimestamp";
    private const string ChannelPeer = "System.Threading.Channels, timed";

    public string Name => "kpi-call";

    public string Title => "KPI call";

    public string Method =>
        "`using var step = kpi.TimedStep(...)` with the writer running, against the same with a bounded channel and a "
        + "reader, and a histogram of the OpenTelemetry SDK with three tags. Bursts of 25 000 that fit into the "
        + "default buffer, and an empty one before each; the writer commits into a store that only counts, so that its "
        + "work is no larger than that of the channel's reader. With two producers a figure is that of one call of one "
        + "of them. An allocation is counted on the calling thread.";

    public IReadOnlyList<RowSpec> Rows { get; } =
    [
        new(Step, "a timed step, 1 producer", "ns") { Limit = Floor, Goal = Goal.AtMost(75) },
        new(StepOfTwo, "a timed step, 2 producers", "ns") { Limit = Floor, Goal = Goal.AtMost(150) },
        new(Channel, "a timed step, 1 producer", "ns") { Peer = ChannelPeer },
        new(ChannelOfTwo, "a timed step, 2 producers", "ns") { Peer = ChannelPeer },
        new(OpenTelemetry, "a timed step, 1 producer", "ns")
        {
            Peer = "OpenTelemetry SDK histogram, timed",
            Goal = Goal.Ratio(1),
        },
        new(StepAllocation, "allocated by a timed step", "B") { Goal = Goal.AtMost(0) },
        new(EmitAllocation, "allocated by an emitted event", "B") { Goal = Goal.AtMost(0) },
    ];

    public async Task MeasureAsync(Measuring measuring)
    {
        if (measuring.IsAnyWanted(Step, Channel, OpenTelemetry, StepAllocation, EmitAllocation))
        {
            await using var calls = await KpiCalls.StartAsync(producers: 1);
            var times = Time(calls, measuring);
            measuring.Report(Step, times[0], limit: times[1]);
            measuring.Report(Channel, times[0], times[2]);
            measuring.Report(OpenTelemetry, times[0], times[3]);
            measuring.Report(StepAllocation, new Figures(Interleaved.Bytes(calls.Step)));
            measuring.Report(EmitAllocation, new Figures(Interleaved.Bytes(calls.Emit)));
            measuring.MarkInexact(await calls.FindErrorAsync());
        }

        if (measuring.IsAnyWanted(StepOfTwo, ChannelOfTwo))
        {
            await using var calls = await KpiCalls.StartAsync(producers: 2);
            var times = Time(calls, measuring);
            measuring.Report(StepOfTwo, times[0], limit: times[1]);
            measuring.Report(ChannelOfTwo, times[0], times[2]);
            measuring.MarkInexact(await calls.FindErrorAsync());
        }
    }

    private static List<double>[] Time(KpiCalls calls, Measuring measuring)
    {
        Action<int>[] ways = [calls.Step, KpiCalls.TwoTimestamps, calls.Channel, calls.Histogram];
        var times = Array.ConvertAll(ways, _ => new List<double>());

        // Bursts are short and a neighbour's work hits some of them hard, so there are many.
        var rounds = measuring.IsQuick ? 100 : 800;
        var warmUp = rounds / 2;
        for (var round = 0; round < warmUp + rounds; round++)
        {
            for (var i = 0; i < ways.Length; i++)
            {
                var way = (i + round) % ways.Length;
                var nanoseconds = calls.TimeBurst(ways[way]);
                if (round >= warmUp)
                {
                    times[way].Add(nanoseconds);
                }
            }
        }

        measuring.Progress($"{calls.ProducerCount} producers: {times[0].Min():N0} to {times[0].Max():N0} ns a step");
        return times;
    }
}
