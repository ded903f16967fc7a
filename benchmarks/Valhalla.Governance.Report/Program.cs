using Valhalla.Governance.Report;
using Valhalla.Governance.Report.Middleware;
using Valhalla.Governance.Report.Output;

if (args is [ServedApp.Verb, var kind])
{
    return await ServedApp.RunAsync(kind);
}

ReportArguments arguments;
try
{
    arguments = ReportArguments.Parse(args);
}
catch (FormatException exception)
{
    Console.Error.WriteLine(exception.Message);
    Console.Error.WriteLine(ReportArguments.Usage);
    return 2;
}

var ids = Catalog.Groups.SelectMany(group => group.Rows).Select(row => row.Id).ToList();
if (!ids.Exists(arguments.IsWanted))
{
    Console.Error.WriteLine($"There is no row or group '{arguments.Only}'. The groups and their rows:");
    ids.ForEach(Console.Error.WriteLine);
    return 2;
}

var machine = await MachineText.DescribeAsync();
Console.WriteLine(machine);
var rows = await ReportRun.RunAsync(arguments, Console.Out);
if (arguments.JsonFile is { } file)
{
    JsonRows.Write(file, rows);
}

if (arguments.IsFull)
{
    Console.WriteLine($"Written: {PerformancePage.Write(machine, rows)}");
}

return rows.Any(row => row.IsBroken) ? 1 : 0;
