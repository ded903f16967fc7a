using Npgsql;
using NpgsqlTypes;
using Valhalla.Governance.Audit;
using Valhalla.Governance.Risk;

namespace Valhalla.Governance.EntityFramework.PostgreSql.Risk;

/// <summary>The second round trip of a batch that locked first: write and commit.</summary>
internal sealed class PostgreSqlLedgerWrite(NpgsqlConnection connection) : IDisposable
{
    private const string AddAudit =
        """
        INSERT INTO valhalla.audit_event (sequence, occurred_at, action, subject, actor, claimed_actor, source_address,
            reason, from_json, to_json, version, previous_hash, hash, actor_id)
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
        """;

    private readonly NpgsqlBatch _batch = new(connection);
    private readonly EventInsert _events = new();
    private readonly ReservationWrite _added = ReservationWrite.ForNew();
    private readonly ReservationWrite _changed = ReservationWrite.ForChanged();
    private readonly LedgerDayUpsert _rows = new();
    private readonly AnswerInsert _answers = new();
    private readonly NpgsqlBatchCommand _commit = new("COMMIT");

    public async ValueTask CommitAsync(long batchId, LedgerBook book)
    {
        _batch.BatchCommands.Clear();
        _events.Fill(batchId, book.Events);
        _batch.BatchCommands.Add(_events.Command);
        AddReservations(book);
        _rows.Fill(book.ChangedRows);
        _batch.BatchCommands.Add(_rows.Command);
        if (book.AddedTickets.Count > 0)
        {
            _answers.Fill(book);
            _batch.BatchCommands.Add(_answers.Command);
        }

        if (book.Audit.Count > 0)
        {
            // Rare, so it may cost a round trip to learn where the chain ends.
            await AddAuditAsync(book);
        }

        _batch.BatchCommands.Add(_commit);
        await _batch.ExecuteNonQueryAsync(CancellationToken.None);
    }

    public void Dispose() => _batch.Dispose();

    private void AddReservations(LedgerBook book)
    {
        if (book.AddedReservations.Count > 0)
        {
            _added.Clear();
            foreach (var id in book.AddedReservations)
            {
                _added.Add(book.FindReservation(id)!);
            }

            _batch.BatchCommands.Add(_added.Command);
        }

        _changed.Clear();
        var any = false;
        foreach (var reservation in book.ChangedReservations)
        {
            _changed.Add(reservation);
            any = true;
        }

        if (any)
        {
            _batch.BatchCommands.Add(_changed.Command);
        }
    }

    private async ValueTask AddAuditAsync(LedgerBook book)
    {
        var (sequence, hash) = await ReadLastAsync();
        foreach (var entry in book.Audit)
        {
            var record = AuditChain.Seal(entry, ++sequence, hash, book.Now);
            hash = record.Hash;
            _batch.BatchCommands.Add(new NpgsqlBatchCommand(AddAudit)
            {
                Parameters =
                {
                    new NpgsqlParameter<long> { TypedValue = record.Sequence },
                    new NpgsqlParameter<DateTime>
                    {
                        TypedValue = record.OccurredAt.UtcDateTime,
                        NpgsqlDbType = NpgsqlDbType.TimestampTz,
                    },
                    Text(entry.Action),
                    Text(entry.Subject),
                    Text(entry.Author.Name),
                    Text(entry.Author.ClaimedName),
                    Text(entry.Author.SourceAddress),
                    Text(entry.Reason),
                    Text(entry.FromJson),
                    Text(entry.ToJson),
                    new NpgsqlParameter<long> { TypedValue = entry.Version },
                    Text(record.PreviousHash),
                    Text(record.Hash),
                    Text(entry.Author.PersonId),
                },
            });
        }
    }

    private async ValueTask<(long Sequence, string Hash)> ReadLastAsync()
    {
        await using var command = new NpgsqlCommand(
            "SELECT sequence, hash FROM valhalla.audit_event ORDER BY sequence DESC LIMIT 1", connection);
        await using var reader = await command.ExecuteReaderAsync(CancellationToken.None);
        return await reader.ReadAsync(CancellationToken.None)
            ? (reader.GetInt64(0), reader.GetString(1))
            : (0, AuditChain.GenesisHash);
    }

    private static NpgsqlParameter Text(string? value) => new()
    {
        Value = (object?)value ?? DBNull.Value,
        NpgsqlDbType = NpgsqlDbType.Text,
    };
}
