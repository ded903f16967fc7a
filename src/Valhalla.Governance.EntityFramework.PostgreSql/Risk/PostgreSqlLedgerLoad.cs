using Npgsql;
using NpgsqlTypes;
using Valhalla.Governance.Control;
using Valhalla.Governance.Idempotency;
using Valhalla.Governance.Risk;

namespace Valhalla.Governance.EntityFramework.PostgreSql.Risk;

/// <summary>The first round trip of a batch that locks first: begin, lock, read.</summary>
internal sealed class PostgreSqlLedgerLoad : IDisposable
{
    private const string Columns =
        """
        id, engine, amount, open, settled, released, expired, realized_loss, realized_profit, status, day, actor,
        correlation_id, created_at, expires_at, closed_at
        """;

    private readonly NpgsqlBatch _batch;
    private readonly bool _sharesSessions;
    private readonly NpgsqlBatchCommand[] _always;

    // One look-up a key: for a list of keys the planner may walk the whole scope.
    private readonly NpgsqlBatchCommand _answers = new(
        """
        SELECT k.* FROM unnest($1) AS asked (key) CROSS JOIN LATERAL (
            SELECT key, request_hash, answer FROM valhalla.idempotency_key
            WHERE scope = 'risk' AND key = asked.key LIMIT 1) AS k
        """);

    private readonly NpgsqlBatchCommand _byId = new(
        $"SELECT {Columns} FROM valhalla.risk_reservation WHERE id = ANY ($1)");

    private readonly NpgsqlBatchCommand _byCorrelation = new(
        $"""
        SELECT found.* FROM unnest($1, $2) AS asked (engine, correlation_id)
        CROSS JOIN LATERAL (
            (SELECT {Columns} FROM valhalla.risk_reservation AS r
            WHERE r.engine = asked.engine AND r.correlation_id = asked.correlation_id
            ORDER BY r.id LIMIT 1)
            UNION ALL
            SELECT {Columns} FROM valhalla.risk_reservation AS r
            WHERE r.engine = asked.engine AND r.correlation_id = asked.correlation_id AND r.open > 0
            UNION ALL
            (SELECT {Columns} FROM valhalla.risk_reservation AS r
            WHERE r.engine = asked.engine AND r.correlation_id = asked.correlation_id AND r.expired > 0
            ORDER BY r.id
            LIMIT CASE WHEN EXISTS (
                SELECT 1 FROM valhalla.risk_reservation AS o
                WHERE o.engine = asked.engine AND o.correlation_id = asked.correlation_id AND o.open > 0)
                THEN $3 END)) AS found
        """);

    // Every change of a policy makes another version of the gate row, under the lock that a batch holds as it reads it.
    private readonly NpgsqlParameter<long> _knownRevision = new();
    private readonly NpgsqlParameter<Guid> _knownIncarnation = new();

    private readonly ArrayParameter<string> _keys;
    private readonly ArrayParameter<Guid> _ids;
    private readonly ArrayParameter<string> _engines;
    private readonly ArrayParameter<string> _correlationIds;

    public PostgreSqlLedgerLoad(NpgsqlConnection connection, bool sharesSessions)
    {
        _batch = new NpgsqlBatch(connection);
        _sharesSessions = sharesSessions;
        _always =
        [
            new("BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE"),
            .. sharesSessions
                ? [new NpgsqlBatchCommand(PostgreSqlDatabase.RequireDurabilityInTransaction)]
                : Array.Empty<NpgsqlBatchCommand>(),
            new(
                """
                SELECT kill_switch_engaged, revision, incarnation, go_live_enabled
                FROM valhalla.go_live_state WHERE id = 1 FOR NO KEY UPDATE
                """),
            // After the lock, so that a batch that waited sees the clock and the rows as they are now.
            new(
                """
                SELECT l.engine, l.day, l.exposure_used, l.open_risk_reserved, l.realized_loss, l.realized_profit,
                    l.reservations, l.denials, l.halted_at, clock.now,
                    coalesce(pg_sequence_last_value('valhalla.risk_event_id_seq'::regclass), 0)
                FROM (SELECT clock_timestamp() AS now OFFSET 0) AS clock
                LEFT JOIN valhalla.risk_ledger_day AS l ON l.day = (SELECT max(day) FROM valhalla.risk_ledger_day)
                """),
            new(
                """
                SELECT engine, enabled, max_daily_loss, max_daily_exposure, max_open_reserved, worst_case_loss_bp,
                    reason, changed_by, updated_at, version
                FROM valhalla.risk_policy
                WHERE NOT EXISTS (
                    SELECT 1 FROM valhalla.go_live_state WHERE id = 1 AND revision = $1 AND incarnation = $2)
                """) { Parameters = { _knownRevision, _knownIncarnation } },
        ];
        _keys = new ArrayParameter<string>(_answers, NpgsqlDbType.Text);
        _ids = new ArrayParameter<Guid>(_byId, NpgsqlDbType.Uuid);
        _engines = new ArrayParameter<string>(_byCorrelation, NpgsqlDbType.Text);
        _correlationIds = new ArrayParameter<string>(_byCorrelation, NpgsqlDbType.Text);
        _byCorrelation.Parameters.Add(
            new NpgsqlParameter<int> { TypedValue = LedgerBatch.MaxExpiredBesideOpen });
    }

    /// <param name="batch">What needs to be read.</param>
    /// <param name="known">The policies that this process knows, if any.</param>
    /// <param name="time">The clock of this process.</param>
    /// <param name="cancellationToken">Stops reading.</param>
    public async ValueTask<(LedgerLoad Load, KnownLedger Seen)> ReadAsync(
        LedgerBatch batch, KnownLedger? known, TimeProvider time, CancellationToken cancellationToken)
    {
        Arrange(batch);
        _knownRevision.TypedValue = known?.Version.Revision ?? -1;
        _knownIncarnation.TypedValue = known?.Version.Incarnation ?? Guid.Empty;
        await using var reader = await _batch.ExecuteReaderAsync(cancellationToken);
        if (_sharesSessions)
        {
            await reader.NextResultAsync(cancellationToken);
        }

        if (!await reader.ReadAsync(cancellationToken))
        {
            throw new ValhallaStoreException(
                StoreFailure.SchemaMismatch, "The store was never initialised: run `valhalla db apply`.");
        }

        var engaged = reader.GetBoolean(0);
        var version = new ControlVersion(reader.GetInt64(1), reader.GetGuid(2));
        var isLive = reader.GetBoolean(3);
        await reader.NextResultAsync(cancellationToken);
        var rows = new List<RiskLedgerDay>();
        var (now, lastEventId) = await LedgerRows.ReadAsync(reader, rows, cancellationToken);
        await reader.NextResultAsync(cancellationToken);
        var policies = known?.Version == version
            ? known.Policies
            : await ReadPoliciesAsync(reader, cancellationToken);
        var load = new LedgerLoad
        {
            Now = now,
            KillSwitchEngaged = engaged,
            GoLiveEnabled = isLive,
            Policies = policies,
            Ledger = rows,
            Answers = await ReadAnswersAsync(reader, batch.Keys.Count > 0, cancellationToken),
            Reservations = await ReadReservationsAsync(reader, cancellationToken),
        };
        return (load, new KnownLedger(
            version, engaged, isLive, policies, rows, now, time.GetTimestamp(), lastEventId));
    }

    public void Dispose() => _batch.Dispose();

    private void Arrange(LedgerBatch batch)
    {
        _batch.BatchCommands.Clear();
        foreach (var command in _always)
        {
            _batch.BatchCommands.Add(command);
        }

        if (batch.Keys.Count > 0)
        {
            _keys.Clear();
            batch.Keys.ForEach(_keys.Add);
            _batch.BatchCommands.Add(_answers);
        }

        if (batch.ReservationIds.Count > 0)
        {
            _ids.Clear();
            batch.ReservationIds.ForEach(id => _ids.Add(id.Value));
            _batch.BatchCommands.Add(_byId);
        }

        if (batch.Correlations.Count > 0)
        {
            _engines.Clear();
            _correlationIds.Clear();
            foreach (var (engine, correlationId) in batch.Correlations.Distinct())
            {
                _engines.Add(engine.Value);
                _correlationIds.Add(correlationId);
            }

            _batch.BatchCommands.Add(_byCorrelation);
        }
    }

    private static async ValueTask<Dictionary<EngineName, RiskPolicy>> ReadPoliciesAsync(
        NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        var policies = new Dictionary<EngineName, RiskPolicy>();
        while (await reader.ReadAsync(cancellationToken))
        {
            var policy = ReadPolicy(reader);
            policies.Add(policy.Engine, policy);
        }

        return policies;
    }

    private static async ValueTask<Dictionary<string, StoredAnswer>> ReadAnswersAsync(
        NpgsqlDataReader reader, bool asked, CancellationToken cancellationToken)
    {
        var answers = new Dictionary<string, StoredAnswer>(StringComparer.Ordinal);
        if (asked && await reader.NextResultAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                answers[reader.GetString(0)] = new StoredAnswer(reader.GetString(1), reader.GetString(2));
            }
        }

        return answers;
    }

    private static async ValueTask<IReadOnlyList<RiskReservation>> ReadReservationsAsync(
        NpgsqlDataReader reader, CancellationToken cancellationToken)
    {
        Dictionary<ReservationId, RiskReservation>? found = null;
        while (await reader.NextResultAsync(cancellationToken))
        {
            while (await reader.ReadAsync(cancellationToken))
            {
                var reservation = ReadReservation(reader);
                (found ??= [])[reservation.Id] = reservation;
            }
        }

        return found is null ? [] : [.. found.Values];
    }

    private static RiskPolicy ReadPolicy(NpgsqlDataReader reader) => new()
    {
        Engine = new EngineName(reader.GetString(0)),
        Enabled = reader.GetBoolean(1),
        MaxDailyLoss = Money.FromUnits(reader.GetInt64(2)),
        MaxDailyExposure = Money.FromUnits(reader.GetInt64(3)),
        MaxOpenReserved = reader.IsDBNull(4) ? null : Money.FromUnits(reader.GetInt64(4)),
        WorstCaseLossBasisPoints = reader.GetInt32(5),
        Reason = reader.IsDBNull(6) ? null : reader.GetString(6),
        ChangedBy = reader.GetString(7),
        UpdatedAt = reader.GetTime(8),
        Version = reader.GetInt64(9),
    };

    private static RiskReservation ReadReservation(NpgsqlDataReader reader) => new()
    {
        Id = new ReservationId(reader.GetGuid(0)),
        Engine = new EngineName(reader.GetString(1)),
        Amount = Money.FromUnits(reader.GetInt64(2)),
        Open = Money.FromUnits(reader.GetInt64(3)),
        Settled = Money.FromUnits(reader.GetInt64(4)),
        Released = Money.FromUnits(reader.GetInt64(5)),
        Expired = Money.FromUnits(reader.GetInt64(6)),
        RealizedLoss = Money.FromUnits(reader.GetInt64(7)),
        RealizedProfit = Money.FromUnits(reader.GetInt64(8)),
        Status = StoredNames.Read<ReservationStatus>(reader.GetString(9)),
        Day = reader.GetFieldValue<DateOnly>(10),
        Actor = reader.GetString(11),
        CorrelationId = reader.IsDBNull(12) ? null : reader.GetString(12),
        CreatedAt = reader.GetTime(13),
        ExpiresAt = reader.GetNullableTime(14),
        ClosedAt = reader.GetNullableTime(15),
    };
}
