using System.Globalization;
using Valhalla.Governance.Load.Risk;
using Valhalla.Governance.Load.Storage;

namespace Valhalla.Governance.Load;

/// <summary>What to run, from the command line.</summary>
internal sealed record LoadArguments
{
    public const string Usage =
        """
        usage: dotnet run -c Release --project benchmarks/Valhalla.Governance.Load -- [options]
          --what risk|kpi|nodes|delay|spread|all default risk; all is risk and kpi
          --store sqlite|postgresql|memory|all default all
          --callers 1,16,64,256                how many callers at once
          --seconds 2                          how long each run is measured
          --repeats 3                          runs of each way; medians are printed
          --keys                               an idempotency key on each reservation, later ones sort later
          --random-keys                        the same with keys in no order
          --nodes 1,2,4,8                      how many processes, of --what nodes; 256 callers in all
          --near-cap                           caps that are used up early, so that most are denied
          --only TEXT                          only the ways whose name holds the text
          --json FILE                          also write every run
        or: leases [--nodes 1000] [--seed 1] [--rate 50000] [--unfenced]
        or: growth [--rows 10000000] [--days 90] [--store sqlite|postgresql|all]
        """;

    public bool Risk { get; private set; } = true;

    public bool Kpi { get; private set; }

    /// <summary>Several processes on one PostgreSQL.</summary>
    public bool Nodes { get; private set; }

    /// <summary>PostgreSQL at the other end of a network.</summary>
    public bool Delay { get; private set; }

    /// <summary>The kill switch from one process to the others.</summary>
    public bool Spread { get; private set; }

    public IReadOnlyList<int> NodeCounts { get; private set; } = [1, 2, 4, 8];

    public IReadOnlyList<StoreKind> Stores { get; private set; } = Enum.GetValues<StoreKind>();

    public IReadOnlyList<int> Callers { get; private set; } = [1, 16, 64, 256];

    public TimeSpan Duration { get; private set; } = TimeSpan.FromSeconds(2);

    public int Repeats { get; private set; } = 3;

    public RequestKeys Keys { get; private set; }

    public bool NearCap { get; private set; }

    public string Only { get; private set; } = "";

    public string? JsonFile { get; private set; }

    /// <exception cref="FormatException">An option or its value is not known.</exception>
    public static LoadArguments Parse(IReadOnlyList<string> args)
    {
        var parsed = new LoadArguments();
        for (var i = 0; i < args.Count; i++)
        {
            var option = args[i];
            if (option is "--keys")
            {
                parsed.Keys = RequestKeys.Ordered;
            }
            else if (option is "--random-keys")
            {
                parsed.Keys = RequestKeys.Random;
            }
            else if (option is "--near-cap")
            {
                parsed.NearCap = true;
            }
            else
            {
                parsed.Set(option, ++i < args.Count ? args[i] : throw new FormatException($"{option} needs a value."));
            }
        }

        return parsed;
    }

    private void Set(string option, string value)
    {
        switch (option)
        {
            case "--what":
                Risk = value is "risk" or "all";
                Kpi = value is "kpi" or "all";
                Nodes = value is "nodes";
                Delay = value is "delay";
                Spread = value is "spread";
                break;
            case "--store" when value == "all":
                break;
            case "--store" when Enum.TryParse<StoreKind>(value, ignoreCase: true, out var store):
                Stores = [store];
                break;
            case "--callers":
                Callers = NumbersOf(value);
                break;
            case "--nodes":
                NodeCounts = NumbersOf(value);
                break;
            case "--seconds":
                Duration = TimeSpan.FromSeconds(double.Parse(value, CultureInfo.InvariantCulture));
                break;
            case "--repeats":
                Repeats = int.Parse(value, CultureInfo.InvariantCulture);
                break;
            case "--only":
                Only = value;
                break;
            case "--json":
                JsonFile = value;
                break;
            default:
                throw new FormatException($"Unknown: {option} {value}");
        }
    }

    private static int[] NumbersOf(string list) =>
        Array.ConvertAll(list.Split(','), text => int.Parse(text, CultureInfo.InvariantCulture));
}
