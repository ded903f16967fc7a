using Valhalla.Governance.Kpi;
using Valhalla.Governance.Load.Storage;
using Valhalla.Governance.Retention;

namespace Valhalla.Governance.Load.Growth;

/// <summary>Fills a table, then does to it what the product does all day, and prints how long that takes.</summary>
internal sealed class GrowthRun(
    GrowthDatabase database, GrowthDatabase empty, StoreKind store, GrowthArguments arguments)
{
    private const int Batch = 2_000;
    private const int Batches = 10;
    private const int Rounds = 11;
    private const int Repeats = 21;
    private static readonly KpiSeries Series = new(new DomainName("ENGINE_3"), new MetricName("offer_accepted"));

    private readonly DateTime _today = TimeProvider.System.GetUtcNow().UtcDateTime.Date;

    private bool IsSplit => store == StoreKind.PostgreSql;

    public async Task RunAsync()
    {
        Console.WriteLine($"\n## {store}: {arguments.Rows:N0} KPI events over {arguments.Days} days\n");
        Console.WriteLine("| What | Figure |\n|---|---|");
        var filling = Stopwatches.Start();
        await database.FillAsync(arguments, Report);
        Print("filled by statements", $"{arguments.Rows / filling().TotalSeconds:N0} rows/s");
        await database.ExecuteAsync("ANALYZE");
        await PrintSizesAsync();
        await PrintAppendsAsync();

        // As autovacuum does within a minute of the first rows of a day.
        await database.ExecuteAsync("ANALYZE");
        await PrintReadsAsync();
        await PrintRollUpAsync();
        await PrintDeletesAsync();
    }

    private static void Print(string what, string figure) => Console.WriteLine($"| {what} | {figure} |");

    private void Report(int days)
    {
        if (days % 10 == 0)
        {
            Console.Error.WriteLine($"{store}: {days} of {arguments.Days} days filled.");
        }
    }

    private async Task PrintAppendsAsync()
    {
        await AppendAsync(empty.Kpi);
        await AppendAsync(database.Kpi);
        var (none, all) = (new List<double>(), new List<double>());
        for (var i = 0; i < Rounds; i++)
        {
            none.Add(await AppendAsync(empty.Kpi));
            all.Add(await AppendAsync(database.Kpi));
        }

        none.Sort();
        all.Sort();
        var (before, after) = (none[Rounds / 2], all[Rounds / 2]);
        Print(
            "append, 2 000 a commit: an empty table, this one",
            $"{before:N0}, {after:N0} events/s ({after / before:N2}×)");
    }

    private static async Task<double> AppendAsync(IKpiStore kpi)
    {
        var events = Enumerable.Range(0, Batch).Select(i => new KpiEvent
        {
            Domain = new DomainName($"ENGINE_{i % 10}"),
            Metric = Series.Metric,
            Success = i % 8 != 0,
            DurationMs = 12.5,
            Actor = "load",
            CreatedAt = TimeProvider.System.GetUtcNow(),
        }).ToArray();
        var elapsed = Stopwatches.Start();
        for (var i = 0; i < Batches; i++)
        {
            await kpi.AppendAsync(events, Memory<long>.Empty, CancellationToken.None);
        }

        return Batch * Batches / elapsed().TotalSeconds;
    }

    private async Task PrintSizesAsync()
    {
        var (table, indexes) = await database.ReadSizesAsync();
        var rows = (double)arguments.Rows;
        Print(
            "size",
            $"{(table + indexes) / 1e9:N2} GB, {(table + indexes) / rows:N0} bytes/row"
            + (IsSplit ? $" (table {table / rows:N0}, indexes {indexes / rows:N0})" : ""));
    }

    private async Task PrintReadsAsync()
    {
        Print("window of a tripwire, 250 newest of a series", await TimeAsync(async () =>
            await database.Kpi.ReadNewestAsync(Series, 0, 250, CancellationToken.None)));
        Print("tail, 100 newest of all", await TimeAsync(async () =>
            await database.Kpi.ListAsync(new KpiQuery { Limit = 100 }, CancellationToken.None)));
        Print("a page in the middle of the past", await TimeAsync(async () => await database.Kpi.ListAsync(
            new KpiQuery { BeforeId = arguments.Rows / 2, Limit = 100 }, CancellationToken.None)));
        Print("the next 1 000 of a series behind a recent id", await TimeAsync(async () =>
            await database.Kpi.ReadOldestAsync(Series, arguments.Rows, 1_000, CancellationToken.None)));
        if (IsSplit)
        {
            Print("the same window from all partitions (no day named)", await TimeAsync(() => database.ReadAsync(
                "SELECT count(*) FROM (SELECT id, success, value FROM valhalla.kpi_event WHERE domain = 'ENGINE_3' "
                + "AND metric = 'offer_accepted' AND id > 0 ORDER BY id DESC LIMIT 250) AS newest")));
        }
    }

    private async Task PrintRollUpAsync()
    {
        var lease = await BeginAsync();
        var horizon = await LastIdOfDayAsync(arguments.Days);
        var (events, elapsed) = (0L, Stopwatches.Start());
        RetentionStep step;
        do
        {
            step = (await database.Retention.RollUpAsync(lease, horizon, 10_000, CancellationToken.None))!.Value;
            events += step.Rows;
        }
        while (!step.IsLast);

        var took = elapsed();
        Print("roll-up of the oldest day", $"{events:N0} events, {Text(took)}, {events / took.TotalSeconds:N0}/s");
        await database.Retention.FinishAsync(lease, TimeSpan.Zero, null, CancellationToken.None);
    }

    private async Task PrintDeletesAsync()
    {
        var lease = await BeginAsync();
        var order = new RetentionOrder(
            RetentionTableNames.KpiEvent, Day(arguments.Days - 1), AfterId: 0, BatchSize: 10_000, []);
        var (rows, elapsed) = (0L, Stopwatches.Start());
        while (true)
        {
            var step = (await database.Retention.DeleteAsync(lease, order, CancellationToken.None))!.Value;
            rows += step.Rows;
            if (step.IsLast || step.LastId == 0)
            {
                break;
            }

            order = order with { AfterId = step.LastId };
        }

        Print(
            IsSplit ? "retention drops the oldest day" : "retention deletes the oldest day, 10 000 rows a step",
            $"{rows:N0} events, {Text(elapsed())}");
        if (IsSplit)
        {
            var day = $"(now() AT TIME ZONE 'UTC')::date - {arguments.Days - 1}";
            var deleting = Stopwatches.Start();
            var deleted = await database.ExecuteAsync($"DELETE FROM valhalla.kpi_event WHERE day = {day}");
            Print("DELETE of the next day, one statement", $"{deleted:N0} events, {Text(deleting())}");
        }

        await database.Retention.FinishAsync(lease, TimeSpan.Zero, null, CancellationToken.None);
    }

    private async Task<RetentionLease> BeginAsync() =>
        await database.Retention.TryBeginAsync("growth", CancellationToken.None)
        ?? throw new InvalidOperationException("Retention runs already.");

    private Task<long> LastIdOfDayAsync(int back) => database.ReadAsync(IsSplit
        ? $"SELECT max(id) FROM valhalla.kpi_event WHERE day = (now() AT TIME ZONE 'UTC')::date - {back}"
        : $"SELECT id FROM kpi_event WHERE created_at < '{Day(back - 1):yyyy-MM-dd}' ORDER BY id DESC LIMIT 1");

    private DateTimeOffset Day(int back) => new(_today.AddDays(-back), TimeSpan.Zero);

    private static async Task<string> TimeAsync(Func<Task> work)
    {
        await work();
        var times = new List<double>(Repeats);
        for (var i = 0; i < Repeats; i++)
        {
            var elapsed = Stopwatches.Start();
            await work();
            times.Add(elapsed().TotalMilliseconds);
        }

        times.Sort();
        return $"{times[Repeats / 2]:N2} ms, at most {times[^1]:N2}";
    }

    private static string Text(TimeSpan time) => $"{time.TotalSeconds:N2} s";
}
