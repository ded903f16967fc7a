using System.Globalization;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.EntityFramework;
using Valhalla.Governance.Load.Risk;
using Valhalla.Governance.Load.Storage;

namespace Valhalla.Governance.Load.Growth;

/// <summary>What a row of the other growing tables takes on PostgreSQL, written by the product's own calls.</summary>
internal static class RowSizes
{
    private const int Reservations = 20_000;
    private const int Recommendations = 2_000;
    private const int Changes = 500;
    private const int Callers = 64;
    private static readonly ChangeAuthor Author = new("load");

    private static readonly string[] Tables =
    [
        "risk_event", "risk_reservation", "idempotency_key", "heimdall_recommendation", "audit_event",
    ];

    public static async Task RunAsync()
    {
        await using var host = await GovernedHost.StartAsync(StoreKind.PostgreSql);
        var guard = host.Services.GetRequiredService<IRiskGuard>();
        var charter = host.Services.GetRequiredService<IHeimdallCharter>();
        for (var i = 0; i < Changes; i++)
        {
            await ChangeAsync(guard, i % 2 == 0 ? "WHOLESALE" : RiskLoad.Global);
        }

        await ForEachAsync(Reservations, number => ReserveAsync(guard, number));
        await ForEachAsync(Recommendations, number => RecommendAsync(charter, number));

        Console.WriteLine("\n## Bytes a row on PostgreSQL, with indexes\n");
        Console.WriteLine(
            $"After {Reservations:N0} reservations with key and correlation id, each settled with a key of its own, "
            + $"{Recommendations:N0} recommendations with an outcome, and {Changes} changes of policies.\n");
        Console.WriteLine("| Table | Rows | Bytes/row |\n|---|---|---|");
        await using var db = await host.Services.GetRequiredService<IStoreDialect>()
            .CreateContextAsync(CancellationToken.None);
        foreach (var table in Tables)
        {
            var rows = await ReadAsync(db, $"SELECT count(*) FROM valhalla.{table}");
            var bytes = await ReadAsync(
                db,
                $"SELECT coalesce(sum(pg_total_relation_size(relid)), pg_total_relation_size('valhalla.{table}')) "
                + $"FROM pg_partition_tree('valhalla.{table}') WHERE isleaf");
            Console.WriteLine($"| `{table}` | {rows:N0} | {(double)bytes / Math.Max(1, rows):N0} |");
        }
    }

    private static Task ForEachAsync(int count, Func<int, Task> work) => Parallel.ForEachAsync(
        Enumerable.Range(0, count),
        new ParallelOptions { MaxDegreeOfParallelism = Callers },
        async (number, _) => await work(number));

    private static async Task ChangeAsync(IRiskGuard guard, string engine)
    {
        var cap = Money.FromDecimal(1_000_000_000);
        await guard.UpsertPolicyAsync(new RiskPolicyChange(new EngineName(engine), Author)
        {
            Enabled = true,
            MaxDailyExposure = cap,
            MaxDailyLoss = cap,
            Reason = "Load run.",
        });
    }

    private static async Task ReserveAsync(IRiskGuard guard, int number)
    {
        var result = await guard.ReserveAsync(new ReserveRequest(new EngineName("WHOLESALE"), Money.FromDecimal(1))
        {
            Actor = "load",
            CorrelationId = $"deal-{number}",
            IdempotencyKey = $"reserve-{number}",
        });
        await guard.SettleAsync(new SettleRequest
        {
            ReservationId = result.ReservationId,
            RealizedProfit = Money.FromDecimal(1),
            Actor = "load",
            IdempotencyKey = $"settle-{number}",
        });
    }

    private static async Task RecommendAsync(IHeimdallCharter charter, int number)
    {
        var result = await charter.RecommendAsync(new RecommendRequest(
            new DomainName("WHOLESALE_OFFER"), 0.95, """{"offer":180000,"terms":"cash"}""")
        {
            EvidenceJson = """{"comps":3}""",
            Actor = "load",
            CorrelationId = $"deal-{number}",
        });
        await charter.RecordOutcomeAsync(result.RecommendationId, success: true, "load");
    }

    private static async Task<long> ReadAsync(ValhallaDbContext db, string sql)
    {
        await db.Database.OpenConnectionAsync();
        await using var command = db.Database.GetDbConnection().CreateCommand();
#pragma warning disable CA2100 // Names of tables are constants.
        command.CommandText = sql;
#pragma warning restore CA2100
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }
}
