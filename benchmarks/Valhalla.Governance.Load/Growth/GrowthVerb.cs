using Valhalla.Governance.Load.Measurement;
using Valhalla.Governance.Load.Storage;
using Valhalla.Governance.Testing.PostgreSql;

namespace Valhalla.Governance.Load.Growth;

/// <summary>The verb <c>growth</c>: figures of a table with many rows.</summary>
internal static class GrowthVerb
{
    public static async Task<int> RunAsync(string[] args)
    {
        GrowthArguments arguments;
        try
        {
            arguments = GrowthArguments.Parse(args);
        }
        catch (FormatException exception)
        {
            await Console.Error.WriteLineAsync(exception.Message);
            await Console.Error.WriteLineAsync(GrowthArguments.Usage);
            return 2;
        }

        Console.WriteLine(Machine.Describe());
        foreach (var store in arguments.Stores)
        {
            if (store == StoreKind.PostgreSql && PostgreSqlInstallation.MissingReason is { } reason)
            {
                Console.WriteLine($"Skipped: {reason}");
                continue;
            }

            if (store == StoreKind.PostgreSql)
            {
                await RowSizes.RunAsync();
                await PartitionCost.RunAsync();
            }

            await using var database = await GrowthDatabase.CreateAsync(store);
            await using var empty = await GrowthDatabase.CreateAsync(store);
            await new GrowthRun(database, empty, store, arguments).RunAsync();
        }

        return 0;
    }
}
