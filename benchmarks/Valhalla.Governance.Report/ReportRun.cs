using Valhalla.Governance.Report.Output;
using Valhalla.Governance.Report.Rows;

namespace Valhalla.Governance.Report;

/// <summary>Measures group by group. What goes wrong in one does not touch the others.</summary>
internal static class ReportRun
{
    // A quick run ends within 4 minutes; none of the last groups takes longer in it than what is left then.
    private static readonly TimeSpan LatestStart = TimeSpan.FromSeconds(210);

    public static async Task<IReadOnlyList<Row>> RunAsync(ReportArguments arguments, TextWriter output)
    {
        var all = new List<Row>();
        var startedAt = TimeProvider.System.GetTimestamp();
        var unreported = arguments.IsQuick ? "Not part of a quick run." : "The group has not reported it.";
        foreach (var group in Catalog.Groups.Where(group => group.Rows.Any(row => arguments.IsWanted(row.Id))))
        {
            var measuring = new Measuring(group, arguments.IsQuick, arguments.IsWanted, Console.Error.WriteLine);
            var (problem, isError) = arguments.IsQuick && TimeProvider.System.GetElapsedTime(startedAt) > LatestStart
                ? ("Left out: this machine was too slow for a quick run.", false)
                : await TryMeasureAsync(group, measuring);
            List<Row> rows = [.. measuring.Wanted.Select(spec => measuring.Find(spec.Id) is { } figures
                ? new Row(spec, figures)
                : new Row(spec, null, problem ?? unreported, isError || (problem is null && !arguments.IsQuick)))];
            TextTable.Print(output, group, rows);
            await output.FlushAsync();
            all.AddRange(rows);
        }

        return all;
    }

    private static async Task<(string? Problem, bool IsError)> TryMeasureAsync(IRowGroup group, Measuring measuring)
    {
        try
        {
            await group.MeasureAsync(measuring);
            return (null, false);
        }
        catch (NotMeasurableException exception)
        {
            measuring.Progress(exception.Message);
            return (exception.Message, false);
        }
        catch (Exception exception)
        {
            measuring.Progress(exception.ToString());
            return ($"{exception.GetType().Name}: {exception.Message}", true);
        }
    }
}
