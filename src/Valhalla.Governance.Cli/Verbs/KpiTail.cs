using System.Text.Json.Nodes;
using Valhalla.Governance.Cli.Api;
using Valhalla.Governance.Cli.Invocation;
using Valhalla.Governance.Cli.Output;

namespace Valhalla.Governance.Cli.Verbs;

/// <summary>Shows the newest KPI events, and those that follow, one a line.</summary>
internal static class KpiTail
{
    private const string Path = "governance/regression/series";
    private const int PageSize = 1_000;

    // What was written between two looks beyond this is passed over, and said so.
    private const int MaxPages = 10;

    private static readonly string[] Fields =
        ["created_at", "domain", "metric", "success", "value", "duration_ms", "actor", "correlation_id"];

    public static async Task<int> RunAsync(VerbCall call, KpiTailOrder order)
    {
        var first = await call.Api.GetAsync(Path, Query(order, order.Count));
        if (!first.IsSuccess)
        {
            return await call.RefuseAsync(first);
        }

        var newest = 0L;
        var events = first.Json.Items();
        await ShowAsync(call.Run, events);
        newest = NewestOf(events, newest);
        if (order.Interval is not { } interval)
        {
            return ExitCodes.Ok;
        }

        try
        {
            while (true)
            {
                await Task.Delay(interval, call.Run.Terminal.Time, call.Run.CancellationToken);
                if (call.Run.Terminal.IsReaderGone())
                {
                    // Nothing may come for long, and only a write would notice.
                    return ExitCodes.Error;
                }

                (events, var refusal) = await ReadAfterAsync(call, order, newest);
                if (refusal is not null)
                {
                    return await call.RefuseAsync(refusal);
                }

                await ShowAsync(call.Run, events);
                newest = NewestOf(events, newest);
            }
        }
        catch (OperationCanceledException) when (call.Run.CancellationToken.IsCancellationRequested)
        {
            return ExitCodes.Ok;
        }
    }

    private static async Task<(IReadOnlyList<JsonNode> Events, ApiAnswer? Refusal)> ReadAfterAsync(
        VerbCall call, KpiTailOrder order, long newest)
    {
        var events = new List<JsonNode>();
        var page = await call.Api.GetAsync(Path, Query(order, PageSize));
        for (var pages = 1; ; pages++)
        {
            if (!page.IsSuccess)
            {
                return ([], page);
            }

            var rows = page.Json.Items();
            events.AddRange(rows.Where(row => row.Number("id") > newest));
            if (page.NextQuery is not { } next || rows is not [.., var last] || last.Number("id") <= newest)
            {
                return (events, null);
            }

            if (pages == MaxPages)
            {
                await call.Run.NoteAsync($"valhalla: More than {events.Count} new events; older ones are passed over.");
                return (events, null);
            }

            page = await call.Api.GetAsync(Path + next);
        }
    }

    private static async Task ShowAsync(VerbRun run, IReadOnlyList<JsonNode> newestFirst)
    {
        foreach (var row in newestFirst.Reverse())
        {
            await run.Terminal.Out.WriteLineAsync(run.Format() == OutputFormat.Json
                ? row.ToJsonString()
                : SafeText.Line(string.Join("  ", Fields.Select(field => CellText.Of(row.At(field)))).TrimEnd()));
        }
    }

    private static long NewestOf(IReadOnlyList<JsonNode> newestFirst, long before) =>
        newestFirst is [var first, ..] && first.Number("id") is { } id ? (long)id : before;

    private static (string Name, string? Value)[] Query(KpiTailOrder order, int limit) =>
        [("domain", order.Domain), ("metric", order.Metric), ("limit", RiskVerbs.Text(limit))];
}
