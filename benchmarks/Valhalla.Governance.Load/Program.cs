using System.Globalization;
using Valhalla.Governance.Load;
using Valhalla.Governance.Load.FollowUp;
using Valhalla.Governance.Load.Growth;
using Valhalla.Governance.Load.Leases;
using Valhalla.Governance.Load.Kpi;
using Valhalla.Governance.Load.Measurement;
using Valhalla.Governance.Load.Nodes;
using Valhalla.Governance.Load.Risk;
using Valhalla.Governance.Load.Spread;
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

if (args is [Node.Verb])
{
    return await Node.RunAsync(Console.In, Console.Out);
}

if (args is [SpreadNode.Verb])
{
    return await SpreadNode.RunAsync(Console.In, Console.Out);
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
foreach (var store in arguments.Risk || arguments.Kpi ? arguments.Stores : [])
{
    if (store == StoreKind.PostgreSql && PostgreSqlInstallation.MissingReason is { } reason)
    {
        Console.WriteLine($"Skipped: {reason}");
        continue;
    }

    if (arguments.Risk)
    {
        await RunAsync(await RiskScenarios.CreateAsync(store, new RiskLoad(arguments.Keys, arguments.NearCap)));
    }

    if (arguments.Kpi && store != StoreKind.Memory)
    {
        await RunAsync(await KpiScenarios.CreateAsync(store));
    }
}

var length = RunLength.Full with { Duration = arguments.Duration, Repeats = arguments.Repeats };
if (arguments.Nodes)
{
    Print(await NodeScenarios.RunAsync(
        arguments.NodeCounts, arguments.NearCap, length, Console.Error.WriteLine), "reserves");
}

if (arguments.Delay)
{
    Print((await DelayScenarios.RunAsync(
        DelayScenarios.Ways, length, Console.Error.WriteLine)).Compared, "reserves");
}

if (arguments.Spread)
{
    var (ways, patience) = arguments.Repeats == 1
        ? (SpreadScenarios.Quick, RunLength.Quick.Patience)
        : (SpreadScenarios.Full, RunLength.Full.Patience);
    ways = [.. ways.Where(way => way.Name.Contains(arguments.Only, StringComparison.OrdinalIgnoreCase))];
    Print(await SpreadScenarios.RunAsync(ways, patience, Console.Error.WriteLine), "reserves");
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

void Print(IReadOnlyList<Comparison> comparisons, string unit)
{
    Report.Print(Console.Out, new Scenario(comparisons[0].Scenario, unit, []), comparisons);
    results.AddRange(comparisons);
}
