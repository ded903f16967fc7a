namespace Valhalla.Governance.Report;

/// <summary>What to measure, from the command line.</summary>
internal sealed record ReportArguments
{
    public const string Usage =
        """
        usage: dotnet run -c Release --project benchmarks/Valhalla.Governance.Report -- [options]
          --quick       fewer and shorter repeats, within 4 minutes
          --only ROW    one row, or all rows of a group
          --json FILE   also write the rows
        A run of all rows without --quick writes docs/performance.md.
        Exit code: 0 when every row was measured, whether its goal is met or not, or when this machine lacks a program
        that a row needs; 1 when a row failed, or when a run lost something or counted it twice; 2 for a wrong option.
        """;

    public bool IsQuick { get; private set; }

    /// <summary>The name of a row or of a group; null for all.</summary>
    public string? Only { get; private set; }

    public string? JsonFile { get; private set; }

    /// <summary>Whether the page is written.</summary>
    public bool IsFull => !IsQuick && Only is null;

    /// <exception cref="FormatException">An option is not known, or has no value.</exception>
    public static ReportArguments Parse(IReadOnlyList<string> args)
    {
        var parsed = new ReportArguments();
        for (var i = 0; i < args.Count; i++)
        {
            switch (args[i])
            {
                case "--quick":
                    parsed.IsQuick = true;
                    break;
                case "--only":
                    parsed.Only = ValueAt(args, ++i);
                    break;
                case "--json":
                    parsed.JsonFile = ValueAt(args, ++i);
                    break;
                default:
                    throw new FormatException($"Unknown: {args[i]}");
            }
        }

        return parsed;
    }

    public bool IsWanted(string id) =>
        Only is null || id == Only || id.StartsWith(Only + "/", StringComparison.Ordinal);

    private static string ValueAt(IReadOnlyList<string> args, int index) =>
        index < args.Count ? args[index] : throw new FormatException($"{args[index - 1]} needs a value.");
}
