namespace Valhalla.Governance.Load.Leases;

/// <summary>The verb <c>leases</c>: many nodes on one cap, by one row and by leases, simulated.</summary>
internal static class LeaseVerb
{
    private static readonly (string Name, double Demand)[] Loads =
        [("half the cap", 0.5), ("95 % of the cap", 0.95), ("twice the cap", 2)];

    public static int Run(string[] args)
    {
        LeaseArguments arguments;
        try
        {
            arguments = LeaseArguments.Parse(args);
        }
        catch (FormatException exception)
        {
            Console.Error.WriteLine(exception.Message);
            Console.Error.WriteLine(LeaseArguments.Usage);
            return 2;
        }

        Console.WriteLine(
            $"{arguments.Nodes:N0} nodes, {arguments.Rate:N0} reservations/s together, seed {arguments.Seed}; "
            + "simulated, not measured.");
        Console.WriteLine(
            "\n| Asked for | Spread | Way | Decided/s | p50 / p99, ms | On the row, per 1 000 | Used of what could be "
            + "| Denied with room left | Fenced | Lost |\n|---|---|---|---|---|---|---|---|---|---|");
        try
        {
            foreach (var (name, demand) in Loads)
            {
                foreach (var isSkewed in new[] { false, true })
                {
                    Print(name, isSkewed, "one row", LeaseRun.Of(arguments, demand, isSkewed, usesLeases: false));
                    Print(name, isSkewed, "leases", LeaseRun.Of(arguments, demand, isSkewed, usesLeases: true));
                }
            }
        }
        catch (InvalidOperationException exception)
        {
            Console.WriteLine($"\n{exception.Message}");
            return 1;
        }

        Console.WriteLine("\nAfter every step of every run: granted + held by leases <= cap.");
        return 0;
    }

    private static void Print(string load, bool isSkewed, string way, LeaseRun run) => Console.WriteLine(
        $"| {load} | {(isSkewed ? "Zipf" : "even")} | {way} | {run.DecidedPerSecond:N0} "
        + $"| {run.MedianMilliseconds:N1} / {run.SlowMilliseconds:N0} | {run.RowsPerThousand:N0} | {run.Used:P1} "
        + $"| {run.DeniedWithRoom:P2} | {run.Fenced:N0} | {run.Lost:N0} |");
}
