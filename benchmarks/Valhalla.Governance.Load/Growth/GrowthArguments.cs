using System.Globalization;
using Valhalla.Governance.Load.Storage;

namespace Valhalla.Governance.Load.Growth;

/// <summary>How large a table to look at.</summary>
internal sealed record GrowthArguments(long Rows, int Days, IReadOnlyList<StoreKind> Stores)
{
    public const string Usage =
        """
        usage: dotnet run -c Release --project benchmarks/Valhalla.Governance.Load -- growth [options]
          --rows 10000000              KPI events in the table
          --days 90                    over how many days
          --store sqlite|postgresql|all  default all
        PostgreSQL needs about 250 bytes a row on the disk of the temporary folder, SQLite 200.
        """;

    /// <exception cref="FormatException">An option or its value is not known.</exception>
    public static GrowthArguments Parse(ReadOnlySpan<string> args)
    {
        var parsed = new GrowthArguments(10_000_000, 90, [StoreKind.PostgreSql, StoreKind.Sqlite]);
        for (var i = 0; i < args.Length; i += 2)
        {
            var value = i + 1 < args.Length ? args[i + 1] : throw new FormatException($"{args[i]} needs a value.");
            parsed = args[i] switch
            {
                "--rows" => parsed with { Rows = long.Parse(value, CultureInfo.InvariantCulture) },
                "--days" => parsed with { Days = int.Parse(value, CultureInfo.InvariantCulture) },
                "--store" when value == "all" => parsed,
                "--store" when Enum.TryParse<StoreKind>(value, ignoreCase: true, out var store)
                    && store != StoreKind.Memory => parsed with { Stores = [store] },
                _ => throw new FormatException($"Unknown: {args[i]} {value}"),
            };
        }

        return parsed.Days >= 3 && parsed.Rows >= parsed.Days
            ? parsed
            : throw new FormatException("At least 3 days, and a row a day.");
    }
}
