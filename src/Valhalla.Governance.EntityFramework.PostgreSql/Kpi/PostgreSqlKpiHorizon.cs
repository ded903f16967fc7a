using Microsoft.EntityFrameworkCore;
using Npgsql;
using Valhalla.Governance.EntityFramework.Kpi;

namespace Valhalla.Governance.EntityFramework.PostgreSql.Kpi;

/// <summary>
/// Up to which id no KPI event can appear any more. Ids are handed out before the commit, so a transaction may commit
/// a lower id after a higher one is visible.
/// </summary>
/// <remarks>
/// A transaction holds the table's ROW EXCLUSIVE lock from before it takes its first id until after its commit is
/// visible. So once an id is taken, every transaction with it or a lower one either has ended or is among the holders
/// of that lock; when none of those holders is left, everything up to the id is settled. Nothing waits for it and no
/// writer is held up. The sequence tells the newest id at once, however many partitions the table has. It counts on
/// ids that are handed out one at a time (CACHE 1, the default of identity columns). Thread-safe.
/// </remarks>
internal sealed class PostgreSqlKpiHorizon
{
    // In this order: a holder that is looked for before the newest id is known may have begun in between.
    private const string NewestId =
        "SELECT coalesce(pg_sequence_last_value('valhalla.kpi_event_id_seq'::regclass), 0)";

    private const string Writers =
        """
        SELECT virtualtransaction FROM pg_catalog.pg_locks
        WHERE locktype = 'relation' AND mode = 'RowExclusiveLock' AND granted
            AND relation = 'valhalla.kpi_event'::regclass
            AND database = (SELECT oid FROM pg_catalog.pg_database WHERE datname = current_database())
        """;

    private readonly Lock _sync = new();
    private long _settled;
    private (long NewestId, HashSet<string> Writers)? _pending;

    public async ValueTask<SettledKpiEvents> ReadAsync(ValhallaDbContext db, CancellationToken cancellationToken)
    {
        await db.Database.OpenConnectionAsync(cancellationToken);
        await using var batch = new NpgsqlBatch((NpgsqlConnection)db.Database.GetDbConnection())
        {
            BatchCommands = { new NpgsqlBatchCommand(NewestId), new NpgsqlBatchCommand(Writers) },
        };
        await using var reader = await batch.ExecuteReaderAsync(cancellationToken);
        await reader.ReadAsync(cancellationToken);
        var newest = reader.GetInt64(0);
        await reader.NextResultAsync(cancellationToken);
        var writers = new HashSet<string>(StringComparer.Ordinal);
        while (await reader.ReadAsync(cancellationToken))
        {
            writers.Add(reader.GetString(0));
        }

        lock (_sync)
        {
            return Advance(newest, writers);
        }
    }

    private SettledKpiEvents Advance(long newest, HashSet<string> writers)
    {
        if (newest < _settled)
        {
            // A failover has lost events, and their ids are handed out again.
            (_settled, _pending) = (newest, null);
        }

        if (_pending is { } pending && !pending.Writers.Overlaps(writers))
        {
            _settled = Math.Max(_settled, pending.NewestId);
            _pending = null;
        }

        if (writers.Count == 0)
        {
            _settled = Math.Max(_settled, newest);
            _pending = null;
        }
        else
        {
            _pending ??= (newest, writers);
        }

        return new SettledKpiEvents(_settled, IsHeldUp: newest > _settled);
    }
}
