using System.Globalization;

namespace Valhalla.Governance.Load.Leases;

/// <summary>What to simulate.</summary>
internal sealed record LeaseArguments(int Nodes, int Seed, double Rate, bool Unfenced)
{
    public const string Usage =
        """
        usage: dotnet run -c Release --project benchmarks/Valhalla.Governance.Load -- leases [options]
          --nodes 1000     how many nodes share the cap
          --seed 1         the same seed gives the same figures
          --rate 50000     reservations a second, of all nodes together
          --unfenced       leave the check of the fencing number out, to see that the cap is then passed
        """;

    /// <exception cref="FormatException">An option or its value is not known.</exception>
    public static LeaseArguments Parse(ReadOnlySpan<string> args)
    {
        var parsed = new LeaseArguments(1_000, 1, 50_000, Unfenced: false);
        for (var i = 0; i < args.Length; i++)
        {
            if (args[i] == "--unfenced")
            {
                parsed = parsed with { Unfenced = true };
                continue;
            }

            var (option, value) = (args[i], ++i < args.Length ? args[i] : throw new FormatException("A value misses."));
            var number = double.Parse(value, CultureInfo.InvariantCulture);
            parsed = option switch
            {
                "--nodes" when number >= 1 => parsed with { Nodes = (int)number },
                "--seed" => parsed with { Seed = (int)number },
                "--rate" when number > 0 => parsed with { Rate = number },
                _ => throw new FormatException($"Unknown: {option} {value}"),
            };
        }

        return parsed;
    }
}
