using System.Globalization;

namespace Valhalla.Governance.TripwireQuality;

/// <summary>How much to run, from the command line.</summary>
internal sealed record QualityArguments
{
    public const string Usage =
        """
        usage: dotnet run -c Release --project benchmarks/Valhalla.Governance.TripwireQuality -- [options]
          --streams 10000   streams in each cell that has a goal, and a quarter of them in the others
          --seed 1          the same seed gives the same tables
          --quick           500 streams
          --json FILE       also write the tables
        """;

    private const int QuickStreams = 500;

    public int Streams { get; private set; } = 10_000;

    public int Seed { get; private set; } = 1;

    public string? JsonFile { get; private set; }

    /// <exception cref="FormatException">An option or its value is not known.</exception>
    public static QualityArguments Parse(IReadOnlyList<string> args)
    {
        var parsed = new QualityArguments();
        for (var i = 0; i < args.Count; i++)
        {
            if (args[i] == "--quick")
            {
                parsed.Streams = QuickStreams;
                continue;
            }

            var option = args[i];
            parsed.Set(option, ++i < args.Count ? args[i] : throw new FormatException($"{option} needs a value."));
        }

        return parsed;
    }

    private void Set(string option, string value)
    {
        switch (option)
        {
            case "--streams":
                Streams = Number(option, value, least: 1);
                break;
            case "--seed":
                Seed = Number(option, value, least: 0);
                break;
            case "--json":
                JsonFile = value;
                break;
            default:
                throw new FormatException($"Unknown: {option} {value}");
        }
    }

    private static int Number(string option, string value, int least) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= least
            ? number
            : throw new FormatException($"{option} takes a whole number from {least} on, not '{value}'.");
}
