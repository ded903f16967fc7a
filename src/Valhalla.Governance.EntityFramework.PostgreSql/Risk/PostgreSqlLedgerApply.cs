using Npgsql;
using Valhalla.Governance.Control;
using Valhalla.Governance.Risk;

namespace Valhalla.Governance.EntityFramework.PostgreSql.Risk;

/// <summary>
/// The one round trip of a batch that was decided before the lock was taken: lock, apply if still true, commit.
/// </summary>
internal sealed class PostgreSqlLedgerApply : IDisposable
{
    private readonly NpgsqlBatch _batch;
    private readonly bool _sharesSessions;
    private readonly ReserveApply _apply = new();

    public PostgreSqlLedgerApply(NpgsqlConnection connection, bool sharesSessions)
    {
        // One transaction: the statements of a batch are, unless one of them begins its own.
        _batch = new NpgsqlBatch(connection);
        _sharesSessions = sharesSessions;
        if (sharesSessions)
        {
            // What a session of our own would have been told once.
            _batch.BatchCommands.Add(new NpgsqlBatchCommand("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"));
            _batch.BatchCommands.Add(new NpgsqlBatchCommand(PostgreSqlDatabase.RequireDurabilityInTransaction));
        }

        _batch.BatchCommands.Add(new NpgsqlBatchCommand(
            "SELECT revision, incarnation FROM valhalla.go_live_state WHERE id = 1 FOR NO KEY UPDATE"));
        _batch.BatchCommands.Add(_apply.Command);
        if (sharesSessions)
        {
            _batch.BatchCommands.Add(new NpgsqlBatchCommand("COMMIT"));
        }
    }

    /// <summary>Not cancellable: what was sent has an end.</summary>
    /// <returns>The outcome, and the ledger as it is now; null when the gate or a policy has changed.</returns>
    public async ValueTask<(ApplyOutcome Outcome, KnownLedger? Seen)> RunAsync(
        long batchId, LedgerBook book, KnownLedger known, DateTimeOffset validUntil, TimeProvider time)
    {
        _apply.Fill(batchId, book, known.Version, validUntil);
        await using var reader = await _batch.ExecuteReaderAsync(CancellationToken.None);
        if (_sharesSessions)
        {
            await reader.NextResultAsync(CancellationToken.None);
        }

        var isSameVersion = await reader.ReadAsync(CancellationToken.None)
            && new ControlVersion(reader.GetInt64(0), reader.GetGuid(1)) == known.Version;
        await reader.NextResultAsync(CancellationToken.None);
        var rows = new List<RiskLedgerDay>(known.Rows.Count);
        var (applied, repeats, now, lastEventId) = (false, false, known.Now, known.LastEventId);
        while (await reader.ReadAsync(CancellationToken.None))
        {
            LedgerRows.AddRow(reader, rows);
            (now, var newest) = LedgerRows.ReadClock(reader);
            lastEventId = Math.Max(lastEventId, newest);
            applied |= reader.GetBoolean(11);
            repeats |= reader.GetBoolean(12);
        }

        // The commit is acknowledged after the last result.
        await reader.NextResultAsync(CancellationToken.None);
        var outcome = applied
            ? ApplyOutcome.Applied
            : isSameVersion && !repeats ? ApplyOutcome.Outdated : ApplyOutcome.NeedsLock;
        return (outcome, isSameVersion
            ? known with { Rows = rows, Now = now, SeenAt = time.GetTimestamp(), LastEventId = lastEventId }
            : null);
    }

    public void Dispose() => _batch.Dispose();
}
