using System.Globalization;
using Valhalla.Governance.Load.Storage;

namespace Valhalla.Governance.Soak;

/// <summary>What to run, from the command line.</summary>
internal sealed record SoakArguments
{
    public const string Usage =
        """
        usage: dotnet run -c Release --project tests/Valhalla.Governance.Soak -- WHAT [options]
          faults      every kind of fault round below
          processes   kill -9 of one of two processes on one PostgreSQL
          server      pg_ctl -m immediate under two processes
          connections pg_terminate_backend of all sessions, five times a round, under two processes
          sqlite      kill -9 of the process on an SQLite file
          endurance   full load for some minutes on both databases at once
        options
          --rounds N              of the fault; default 25, and 5 of the server
          --seed N                decides when the faults come; default 1
          --minutes N             of endurance; default 10
          --store sqlite|postgresql   only this one, of endurance
        """;

    public string What { get; private init; } = "";

    public int? Rounds { get; private set; }

    public int Seed { get; private set; } = 1;

    public TimeSpan Duration { get; private set; } = TimeSpan.FromMinutes(10);

    public IReadOnlyList<StoreKind> Stores { get; private set; } = [StoreKind.Sqlite, StoreKind.PostgreSql];

    /// <exception cref="FormatException">An option or its value is not known.</exception>
    public static SoakArguments Parse(IReadOnlyList<string> args)
    {
        if (args.Count == 0
            || args[0] is not ("faults" or "processes" or "server" or "connections" or "sqlite" or "endurance"))
        {
            throw new FormatException("Say what to run.");
        }

        var parsed = new SoakArguments { What = args[0] };
        foreach (var pair in args.Skip(1).Chunk(2))
        {
            parsed.Set(pair[0], pair.Length == 2 ? pair[1] : throw new FormatException($"{pair[0]} needs a value."));
        }

        return parsed;
    }

    private void Set(string option, string value)
    {
        switch (option)
        {
            case "--rounds":
                Rounds = int.Parse(value, CultureInfo.InvariantCulture);
                break;
            case "--seed":
                Seed = int.Parse(value, CultureInfo.InvariantCulture);
                break;
            case "--minutes":
                Duration = TimeSpan.FromMinutes(double.Parse(value, CultureInfo.InvariantCulture));
                break;
            case "--store" when Enum.TryParse<StoreKind>(value, ignoreCase: true, out var store):
                Stores = [store];
                break;
            default:
                throw new FormatException($"Unknown: {option} {value}");
        }
    }
}
