using System.Globalization;
using Valhalla.Governance.Load;
using Valhalla.Governance.Load.FollowUp;
using Valhalla.Governance.Load.Growth;
using Valhalla.Governance.Load.Leases;
using Valhalla.Governance.Load.Kpi;
using Valhalla.Governance.Load.Measurement;
using Valhalla.Governance.Load.Risk;
using Valhalla.Governance.Load.Storage;
using Valhalla.Governance.Testing.PostgreSql;

if (args is ["dialer", var database, var name, var workers, var leaseSeconds])
{
    return await Dialer.RunAsync(
        database,
        name,
        int.Parse(workers, CultureInfo.InvariantCulture),
        TimeSpan.FromSeconds(int.Parse(leaseSeconds, CultureInfo.InvariantCulture)));
}

if (args is ["growth", .. var growth])
{
    return await GrowthVerb.RunAsync(growth);
}

if (args is ["leases", .. var leases])
{
    return LeaseVerb.Run(leases);
}

LoadArguments arguments;
try
{
    arguments = LoadArguments.Parse(args);
}
catch (FormatException exception)
{
    Console.Error.WriteLine(exception.Message);
    Console.Error.WriteLine(LoadArguments.Usage);
    return 2;
}

var machine = Machine.Describe();
Console.WriteLine(machine);
Console.WriteLine(
    $"Medians of {arguments.Repeats} interleaved runs of {arguments.Duration.TotalSeconds:N1} s; "
    + "the ratio is to the first way, the median over the repeats.");
var results = new List<Comparison>();
foreach (var store in arguments.Stores)
{
    if (store == StoreKind.PostgreSql && PostgreSqlInstallation.MissingReason is { } reason)
    {
        Console.WriteLine($"Skipped: {reason}");
        continue;
    }

    if (arguments.Risk)
    {
        await RunAsync(await RiskScenarios.CreateAsync(store, new RiskLoad(arguments.UseKeys, arguments.NearCap)));
    }

    if (arguments.Kpi && store != StoreKind.Memory)
    {
        await RunAsync(await KpiScenarios.CreateAsync(store));
    }
}

if (arguments.JsonFile is { } file)
{
    Report.Write(file, machine, results);
}

return results.TrueForAll(result => result.Median.Error is null) ? 0 : 1;

async Task RunAsync(Scenario scenario)
{
    var chosen = scenario.Only(arguments.Only);
    var comparisons = await ScenarioRunner.RunAsync(
        chosen, arguments.Callers, arguments.Duration, arguments.Repeats, Console.Error.WriteLine);
    Report.Print(Console.Out, chosen, comparisons);
    results.AddRange(comparisons);
}
