using Valhalla.Governance.Soak;
using Valhalla.Governance.Soak.Endurance;
using Valhalla.Governance.Soak.Faults;

switch (args)
{
    case [FaultNode.Verb]:
        return await FaultNode.RunAsync(Console.In, Console.Out);
    case [EnduranceRun.Verb, var store, var seconds]:
        return await EnduranceRun.RunAsync(store, seconds, Console.Out);
}

SoakArguments arguments;
try
{
    arguments = SoakArguments.Parse(args);
}
catch (FormatException exception)
{
    Console.Error.WriteLine(exception.Message);
    Console.Error.WriteLine(SoakArguments.Usage);
    return 2;
}

if (arguments.What == "endurance")
{
    return await EnduranceRun.StartAsync(arguments.Stores, arguments.Duration, Console.Out);
}

var rounds = new FaultRounds(arguments.Seed, maxAnswers: 10_000, Console.WriteLine);
await RunAsync("processes", "kill -9 of one of two processes on one PostgreSQL", 25, rounds.KillOneOfTwoAsync);
await RunAsync("server", "pg_ctl -m immediate under two processes", 5, rounds.CrashServerAsync);
await RunAsync("connections", "pg_terminate_backend of all sessions", 25, rounds.CutConnectionsAsync);
await RunAsync("sqlite", "kill -9 of the process on an SQLite file", 25, rounds.KillOnSqliteAsync);
return 0;

async Task RunAsync(string what, string title, int count, Func<int, Task<IReadOnlyList<RoundResult>>> run)
{
    if (arguments.What != "faults" && arguments.What != what)
    {
        return;
    }

    Console.WriteLine(title);
    var results = await run(arguments.Rounds ?? count);
    var times = results.Select(result => result.Recovered.TotalMilliseconds).Order().ToArray();
    Console.WriteLine(
        $"{results.Count} rounds, {results.Sum(result => result.Acknowledged)} acknowledged and all there, "
        + $"{results.Sum(result => result.Unanswered)} unanswered, 0 lost, 0 double, no cap passed; "
        + $"answers again after {times[times.Length / 2]:N0} ms (median), {times[^1]:N0} ms (longest)");
}
