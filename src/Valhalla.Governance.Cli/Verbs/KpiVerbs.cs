using System.CommandLine;
using Valhalla.Governance.Cli.Invocation;

namespace Valhalla.Governance.Cli.Verbs;

/// <summary><c>kpi</c>: KPI events.</summary>
internal static class KpiVerbs
{
    private const int MaxCount = 1_000;
    private const int DefaultCount = 20;
    private const int DefaultIntervalSeconds = 2;
    private const int MaxIntervalSeconds = 3_600;

    public static Command Build(VerbRunner runner) => VerbRunner.Group("kpi", "Shows KPI events.", Tail(runner));

    private static Command Tail(VerbRunner runner)
    {
        var domain = new Option<string?>("--domain") { Description = "Only this domain's." };
        var metric = new Option<string?>("--metric") { Description = "Only this metric's." };
        var count = TypedInput.RangedOption(
            "--count", (1, MaxCount), DefaultCount, "How many of the last events to begin with.", "-n");
        var follow = new Option<bool>("--follow", "-f") { Description = "Go on showing new ones until Ctrl+C." };
        var interval = TypedInput.RangedOption(
            "--interval", (1, MaxIntervalSeconds), DefaultIntervalSeconds, "Seconds between two looks with --follow.");
        return runner.Verb(
            "tail",
            "Shows the last events, oldest first.",
            call => KpiTail.RunAsync(
                call,
                new KpiTailOrder
                {
                    Domain = call.Run.Value(domain),
                    Metric = call.Run.Value(metric),
                    Count = call.Run.Value(count),
                    Interval = call.Run.Value(follow) ? TimeSpan.FromSeconds(call.Run.Value(interval)) : null,
                }),
            domain, metric, count, follow, interval);
    }
}
