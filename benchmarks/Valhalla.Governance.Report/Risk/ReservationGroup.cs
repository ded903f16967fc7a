using Valhalla.Governance.Load.Risk;
using Valhalla.Governance.Load.Storage;
using Valhalla.Governance.Report.Rows;
using Valhalla.Governance.Testing.PostgreSql;

namespace Valhalla.Governance.Report.Risk;

/// <summary>Reservations in one store.</summary>
/// <param name="store">Which.</param>
/// <param name="contests">Its rows.</param>
internal sealed class ReservationGroup(StoreKind store, IReadOnlyList<Contest> contests) : IRowGroup
{
    public string Name => store.ToString().ToLowerInvariant();

    public string Title => store switch
    {
        StoreKind.Sqlite => "Durable reservations on SQLite",
        StoreKind.PostgreSql => "Durable reservations on PostgreSQL",
        _ => "Reservations without a store",
    };

    public string Method => store switch
    {
        StoreKind.Sqlite =>
            "`IRiskGuard.ReserveAsync` with everything the product adds: an idempotency key on each request, policy "
            + "versions, gate row, journal, reservation, stored answer, metrics, background services. WAL, "
            + "`synchronous=FULL`, an answer after its commit. EF Core loads policies and ledger rows, checks, saves "
            + "in one transaction, callers take turns in the process; a raw transaction uses prepared commands on one "
            + "connection. The limit inserts journal rows with unique keys and decides nothing: as many in a "
            + "transaction as there are callers, 16 in a statement; *the store alone* is ours, handed ready-made "
            + "batches of as many. Keys are UUIDs of version 7, as advised; the last row has random ones, for both "
            + "sides.",
        StoreKind.PostgreSql =>
            "As on SQLite, with `fsync` and `synchronous_commit` on and the server on the same machine. EF Core takes "
            + "row locks in one order and has pooled contexts, 16 connections and prepared statements; the CTE locks, "
            + "checks, books and records in one prepared statement; `pgbench` updates one row in a prepared statement "
            + "and a transaction each. The limit inserts journal rows with unique keys and decides nothing: `unnest` "
            + "over two connections, with half of the callers' rows in a statement.",
        _ => "The same guard, writer and rules over totals that are only kept in memory, without keys. The limit hands "
            + "each caller to the thread pool and back, and does nothing else.",
    };

    public IReadOnlyList<RowSpec> Rows { get; } = [.. contests.Select(contest => contest.Spec)];

    public async Task MeasureAsync(Measuring measuring)
    {
        if (store == StoreKind.PostgreSql && PostgreSqlInstallation.MissingReason is { } missing)
        {
            throw new NotMeasurableException(missing);
        }

        var possible = contests.Where(contest => contest.Peer != Contender.HotRow || HotRowBench.Program is not null);
        await ContestRunner.RunAsync([.. possible], measuring);
        if (measuring.Wanted.Any(row => measuring.Find(row.Id) is null))
        {
            throw new NotMeasurableException(
                "pgbench is not installed. It comes with the server: apt-get install postgresql.");
        }
    }
}
