using Valhalla.Governance.Report.Output;
using Valhalla.Governance.Report.Rows;

namespace Valhalla.Governance.Report;

/// <summary>Measures group by group. What goes wrong in one does not touch the others.</summary>
internal static class ReportRun
{
    public static async Task<IReadOnlyList<Row>> RunAsync(ReportArguments arguments, TextWriter output)
    {
        var all = new List<Row>();
        foreach (var group in Catalog.Groups.Where(group => group.Rows.Any(row => arguments.IsWanted(row.Id))))
        {
            var measuring = new Measuring(group, arguments.IsQuick, arguments.IsWanted, Console.Error.WriteLine);
            var (problem, isError) = await TryMeasureAsync(group, measuring);
            List<Row> rows = [.. measuring.Wanted.Select(spec => measuring.Find(spec.Id) is { } figures
                ? new Row(spec, figures)
                : new Row(spec, null, problem ?? "The group has not reported it.", problem is null || isError))];
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
