using Valhalla.Governance.TripwireQuality;
using Valhalla.Governance.TripwireQuality.Measurement;

QualityArguments arguments;
try
{
    arguments = QualityArguments.Parse(args);
}
catch (FormatException exception)
{
    Console.Error.WriteLine(exception.Message);
    Console.Error.WriteLine(QualityArguments.Usage);
    return 2;
}

var simulation = new Simulation(arguments.Seed, arguments.Streams);
Console.WriteLine(
    $"Seed {arguments.Seed}, {arguments.Streams} streams in each cell ({simulation.SomeStreams} for drops of 20 and "
    + "30 % and for drift), a look at every event.");
Console.WriteLine("Baseline 200 events of the stream itself, window 50, max_drop 0.20, unless stated.");
Console.WriteLine($"False trips: % of streams, within {Simulation.HealthyEvents} events after the baseline.");
Console.WriteLine(
    $"A drop comes {Simulation.EventsBeforeChange} events after the baseline: median events until it trips, and % of "
    + $"streams that trip within {Simulation.Patience}.");
Console.WriteLine("In brackets the 95 % Wilson interval.");

var tables = new Tables(simulation);
var rates = Print(tables.Rates());
var successes = Print(tables.AllSuccesses());
var means = Print(tables.Means());
var seasons = Print(tables.Seasons());
var drifts = Print(tables.Drifts());
var goals = Goal.Of(rates, means);
Report.Print(Console.Out, goals);
if (arguments.JsonFile is { } file)
{
    Report.Write(file, arguments, [rates, successes, means, seasons, drifts]);
}

return goals.Any(goal => goal.IsMissed) ? 1 : 0;

static Table Print(Table table)
{
    Report.Print(Console.Out, table);
    return table;
}
