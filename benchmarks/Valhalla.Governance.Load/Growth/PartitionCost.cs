using Valhalla.Governance.Load.Storage;

namespace Valhalla.Governance.Load.Growth;

/// <summary>
/// What partitions cost an insert: two databases, one of them taken back to whole tables, by turns in one run.
/// </summary>
internal static class PartitionCost
{
    private const int Batch = 1_000;
    private const int Batches = 40;
    private const int Rounds = 15;

    // The columns and the shape of the ledger's own insert.
    private const string Journal =
        """
        INSERT INTO valhalla.risk_event (batch_id, kind, engine, day, amount, exposure_delta, open_delta,
            realized_loss, realized_profit, reservation_id, reason, detail, actor, correlation_id, created_at)
        SELECT 7, e.* FROM unnest(
            array_fill('reserved'::text, ARRAY[1000]), array_fill('WHOLESALE'::text, ARRAY[1000]),
            array_fill((now() AT TIME ZONE 'UTC')::date, ARRAY[1000]), array_fill(1::bigint, ARRAY[1000]),
            array_fill(1::bigint, ARRAY[1000]), array_fill(1::bigint, ARRAY[1000]), array_fill(0::bigint, ARRAY[1000]),
            array_fill(0::bigint, ARRAY[1000]), ARRAY(SELECT gen_random_uuid() FROM generate_series(1, 1000)),
            array_fill(NULL::text, ARRAY[1000]), array_fill(NULL::text, ARRAY[1000]),
            array_fill('load'::text, ARRAY[1000]), array_fill(NULL::text, ARRAY[1000]),
            array_fill(now(), ARRAY[1000])) AS e
        """;

    public static async Task RunAsync()
    {
        await using var split = await GrowthDatabase.CreateAsync(StoreKind.PostgreSql);
        await using var whole = await GrowthDatabase.CreateAsync(StoreKind.PostgreSql);
        var known = (await whole.Schema.ReadAsync(CancellationToken.None)).Known.ToList();
        var partitions = known.FindIndex(id => id.EndsWith("_Partitions", StringComparison.Ordinal));
        await whole.Schema.RollBackAsync(known[partitions - 1], CancellationToken.None);

        Console.WriteLine("\n## Inserts into partitioned tables, against whole ones\n");
        Console.WriteLine($"Medians of {Rounds} interleaved rounds of {Batches} commits of {Batch} rows.\n");
        Console.WriteLine("| Insert | Whole, rows/s | Partitioned, rows/s | Ratio |\n|---|---|---|---|");
        await CompareAsync("`kpi_event`, COPY", whole, split, database => AppendAsync(database, Memory<long>.Empty));
        await CompareAsync(
            "`kpi_event`, unnest with ids", whole, split, database => AppendAsync(database, new long[Batch]));
        await CompareAsync("`risk_event`, unnest", whole, split, database => database.ExecuteAsync(Journal));
    }

    private static async Task CompareAsync(
        string name, GrowthDatabase whole, GrowthDatabase split, Func<GrowthDatabase, Task> insert)
    {
        var (wholes, splits, ratios) = (new List<double>(), new List<double>(), new List<double>());
        await RateAsync(whole, insert);
        await RateAsync(split, insert);
        for (var round = 0; round < Rounds; round++)
        {
            // By turns first and second, so that neither always follows the other.
            var first = await RateAsync(round % 2 == 0 ? whole : split, insert);
            var second = await RateAsync(round % 2 == 0 ? split : whole, insert);
            var (a, b) = round % 2 == 0 ? (first, second) : (second, first);
            wholes.Add(a);
            splits.Add(b);
            ratios.Add(b / a);
        }

        Console.WriteLine($"| {name} | {Median(wholes):N0} | {Median(splits):N0} | {Median(ratios):N3} |");
    }

    private static async Task<double> RateAsync(GrowthDatabase database, Func<GrowthDatabase, Task> insert)
    {
        var elapsed = Stopwatches.Start();
        for (var i = 0; i < Batches; i++)
        {
            await insert(database);
        }

        return Batch * Batches / elapsed().TotalSeconds;
    }

    private static async Task AppendAsync(GrowthDatabase database, Memory<long> ids)
    {
        var entry = new KpiEvent
        {
            Domain = new DomainName("WHOLESALE"),
            Metric = new MetricName("offer_accepted"),
            Success = true,
            DurationMs = 12.5,
            Actor = "load",
            CreatedAt = TimeProvider.System.GetUtcNow(),
        };
        var events = new KpiEvent[Batch];
        Array.Fill(events, entry);
        await database.Kpi.AppendAsync(events, ids, CancellationToken.None);
    }

    private static double Median(List<double> values)
    {
        values.Sort();
        return values[values.Count / 2];
    }
}
