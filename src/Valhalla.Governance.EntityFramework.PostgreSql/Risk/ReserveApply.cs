using Npgsql;
using NpgsqlTypes;
using Valhalla.Governance.Control;
using Valhalla.Governance.Risk;

namespace Valhalla.Governance.EntityFramework.PostgreSql.Risk;

/// <summary>
/// Applies a batch that only reserved if every decision in it still holds, in one statement that runs after the one
/// that took the lock, so that it sees what was committed before. Each column that is sent costs the server a
/// materialised array, so what follows from other columns is not sent.
/// </summary>
internal sealed class ReserveApply
{
    private readonly NpgsqlParameter<long> _batchId = new();
    private readonly NpgsqlParameter<DateOnly> _day = new();
    private readonly NpgsqlParameter<DateTime> _validUntil = new() { NpgsqlDbType = NpgsqlDbType.TimestampTz };
    private readonly NpgsqlParameter<long> _revision = new();
    private readonly NpgsqlParameter<Guid> _incarnation = new();
    private readonly ArrayParameter<string> _keys;
    private readonly ArrayParameter<string> _hashes;
    private readonly ArrayParameter<string> _answers;
    private readonly ArrayParameter<string> _kinds;
    private readonly ArrayParameter<string> _engines;
    private readonly ArrayParameter<long> _amounts;
    private readonly ArrayParameter<Guid?> _reservations;
    private readonly ArrayParameter<string?> _reasons;
    private readonly ArrayParameter<string?> _details;
    private readonly ArrayParameter<string> _actors;
    private readonly ArrayParameter<string?> _correlationIds;
    private readonly ArrayParameter<long?> _timesToLive;
    private readonly LineColumns _lines;

    public ReserveApply()
    {
        Command.Parameters.Add(_batchId);
        Command.Parameters.Add(_day);
        Command.Parameters.Add(_validUntil);
        Command.Parameters.Add(_revision);
        _keys = new(Command, NpgsqlDbType.Text);
        _hashes = new(Command, NpgsqlDbType.Text);
        _answers = new(Command, NpgsqlDbType.Text);
        _kinds = new(Command, NpgsqlDbType.Text);
        _engines = new(Command, NpgsqlDbType.Text);
        _amounts = new(Command, NpgsqlDbType.Bigint);
        _reservations = new(Command, NpgsqlDbType.Uuid);
        _reasons = new(Command, NpgsqlDbType.Text);
        _details = new(Command, NpgsqlDbType.Text);
        _actors = new(Command, NpgsqlDbType.Text);
        _correlationIds = new(Command, NpgsqlDbType.Text);
        _timesToLive = new(Command, NpgsqlDbType.Bigint);
        _lines = new LineColumns(Command);
        Command.Parameters.Add(_incarnation);
    }

    public NpgsqlBatchCommand Command { get; } = new(
        """
        WITH clock AS MATERIALIZED (SELECT clock_timestamp() AS now),
        line AS MATERIALIZED (
            SELECT l.engine, l.exposure_used, l.open_risk_reserved, l.realized_loss, l.realized_profit, l.reservations,
                l.denials, l.halted_at, d.amount, d.granted, d.denied, d.engine IS NOT NULL AS booked,
                d.engine IS NULL OR (
                    l.exposure_used BETWEEN d.min_exposure AND d.max_exposure
                    AND l.open_risk_reserved BETWEEN d.min_open AND d.max_open
                    AND greatest(0, l.realized_loss - l.realized_profit) BETWEEN d.min_loss AND d.max_loss
                    AND l.halted_at IS NOT DISTINCT FROM d.halted_at) AS holds,
                CASE l.engine WHEN 'GLOBAL' THEN -1 ELSE 1 END AS sign
            FROM valhalla.risk_ledger_day AS l
            LEFT JOIN unnest($17, $18, $19, $20, $21, $22, $23, $24, $25, $26, $27) AS d
                (engine, amount, granted, denied, min_exposure, max_exposure, min_open, max_open, min_loss, max_loss,
                halted_at) ON d.engine = l.engine
            WHERE l.day = $2),
        repeated AS MATERIALIZED (
            SELECT count(*) AS keys FROM unnest($5) AS asked (key) CROSS JOIN LATERAL (
                SELECT 1 FROM valhalla.idempotency_key AS k WHERE k.scope = 'risk' AND k.key = asked.key LIMIT 1) AS k),
        allowed AS MATERIALIZED (
            SELECT now FROM clock
            WHERE now < $3
                AND EXISTS (
                    SELECT 1 FROM valhalla.go_live_state WHERE id = 1 AND revision = $4 AND incarnation = $28)
                AND (SELECT max(day) FROM valhalla.risk_ledger_day) = $2
                AND (SELECT keys FROM repeated) = 0
                AND (SELECT count(*) FILTER (WHERE booked) = cardinality($17) AND bool_and(holds)
                        AND sum(sign * exposure_used) = 0 AND sum(sign * open_risk_reserved) = 0
                        AND sum(sign * realized_loss) = 0 AND sum(sign * realized_profit) = 0
                    FROM line)),
        entry AS MATERIALIZED (
            SELECT e.*, now, now + time_to_live * interval '1 microsecond' AS expires_at,
                CASE kind WHEN 'reserved' THEN amount ELSE 0 END AS booked
            FROM allowed, unnest($8, $9, $10, $11, $12, $13, $14, $15, $16) AS e
                (kind, engine, amount, reservation_id, reason, detail, actor, correlation_id, time_to_live)),
        reservation AS (
            INSERT INTO valhalla.risk_reservation (id, engine, amount, open, settled, released, expired, realized_loss,
                realized_profit, status, day, actor, correlation_id, created_at, expires_at)
            SELECT reservation_id, engine, amount, amount, 0, 0, 0, 0, 0, 'open', $2, actor, correlation_id, now,
                expires_at
            FROM entry WHERE kind = 'reserved'),
        event AS (
            INSERT INTO valhalla.risk_event (batch_id, kind, engine, day, amount, exposure_delta, open_delta,
                realized_loss, realized_profit, reservation_id, reason, detail, actor, correlation_id, created_at)
            SELECT $1, kind, engine, $2, amount, booked, booked, 0, 0, reservation_id, reason, detail, actor,
                correlation_id, now
            FROM entry
            RETURNING id),
        answer AS (
            INSERT INTO valhalla.idempotency_key (scope, key, request_hash, answer, created_at)
            SELECT 'risk', a.*, now FROM allowed, unnest($5, $6, $7) AS a),
        after AS (
            UPDATE valhalla.risk_ledger_day AS l
            SET exposure_used = l.exposure_used + amount, open_risk_reserved = l.open_risk_reserved + amount,
                reservations = l.reservations + granted, denials = l.denials + denied
            FROM line, allowed
            WHERE l.day = $2 AND l.engine = line.engine AND booked
            RETURNING l.*)
        SELECT engine, $2, exposure_used, open_risk_reserved, realized_loss, realized_profit, reservations, denials,
            halted_at, now, (SELECT max(id) FROM event), true, false
        FROM after, allowed
        UNION ALL
        SELECT engine, $2, exposure_used, open_risk_reserved, realized_loss, realized_profit, reservations, denials,
            halted_at, now, 0, false, (SELECT keys FROM repeated) > 0
        FROM line, clock
        WHERE NOT (booked AND EXISTS (SELECT 1 FROM allowed))
        """);

    /// <param name="batchId">See <see cref="LedgerBatch.BatchId"/>.</param>
    /// <param name="book">What was decided on what is known.</param>
    /// <param name="version">The version of the gate row that is known.</param>
    /// <param name="validUntil">When the day that was decided on may end, by the server's clock.</param>
    public void Fill(long batchId, LedgerBook book, ControlVersion version, DateTimeOffset validUntil)
    {
        Clear();
        _batchId.TypedValue = batchId;
        _day.TypedValue = book.Day;
        _validUntil.TypedValue = validUntil.UtcDateTime;
        _revision.TypedValue = version.Revision;
        _incarnation.TypedValue = version.Incarnation;
        foreach (var entry in book.Events)
        {
            Add(entry, entry.ReservationId is { } id ? book.FindReservation(id) : null);
        }

        foreach (var ticket in book.AddedTickets)
        {
            _keys.Add(ticket.Key);
            _hashes.Add(ticket.RequestHash);
            _answers.Add(book.AnswerOf(ticket).AnswerJson);
        }

        foreach (var line in book.Lines)
        {
            if (line.IsChanged)
            {
                _lines.Add(line);
            }
        }
    }

    private void Add(RiskEvent entry, RiskReservation? reservation)
    {
        _kinds.Add(WireNames.Of(entry.Kind));
        _engines.Add(entry.Engine.Value);
        _amounts.Add(entry.Amount.Units);
        _reservations.Add(entry.ReservationId?.Value);
        _reasons.Add(entry.Reason);
        _details.Add(entry.DetailJson);
        _actors.Add(entry.Actor);
        _correlationIds.Add(entry.CorrelationId);
        _timesToLive.Add((reservation?.ExpiresAt - reservation?.CreatedAt)?.Ticks / TimeSpan.TicksPerMicrosecond);
    }

    private void Clear()
    {
        _keys.Clear();
        _hashes.Clear();
        _answers.Clear();
        _kinds.Clear();
        _engines.Clear();
        _amounts.Clear();
        _reservations.Clear();
        _reasons.Clear();
        _details.Clear();
        _actors.Clear();
        _correlationIds.Clear();
        _timesToLive.Clear();
        _lines.Clear();
    }
}
