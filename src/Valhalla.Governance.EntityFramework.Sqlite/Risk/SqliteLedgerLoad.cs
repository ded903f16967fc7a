using Valhalla.Governance.Idempotency;
using Valhalla.Governance.Risk;

namespace Valhalla.Governance.EntityFramework.Sqlite.Risk;

/// <summary>Reads what a batch needs, within its transaction.</summary>
internal sealed class SqliteLedgerLoad
{
    private const string Gate =
        """
        SELECT kill_switch_engaged, revision, CASE WHEN incarnation = ?1 THEN NULL ELSE incarnation END,
            go_live_enabled
        FROM go_live_state WHERE id = 1
        """;

    private const string Policies =
        """
        SELECT engine, enabled, max_daily_loss, max_daily_exposure, max_open_reserved, worst_case_loss_bp,
            reason, changed_by, updated_at, version
        FROM risk_policy
        """;

    private const string Ledger =
        """
        SELECT engine, day, exposure_used, open_risk_reserved, realized_loss, realized_profit, reservations, denials,
            halted_at
        FROM risk_ledger_day WHERE day = (SELECT max(day) FROM risk_ledger_day)
        """;

    private const string ReservationColumns =
        """
        SELECT id, engine, amount, open, settled, released, expired, realized_loss, realized_profit, status, day, actor,
            correlation_id, created_at, expires_at, closed_at
        FROM risk_reservation
        """;

    private const string ReservationById = ReservationColumns + " WHERE id = ?1";

    private const string ByCorrelation = ReservationColumns + " WHERE engine = ?1 AND correlation_id = ?2";

    private const string OldestByCorrelation = ByCorrelation + " ORDER BY id LIMIT 1";

    private const string OpenByCorrelation = ByCorrelation + " AND open > 0 ORDER BY id";

    // A negative limit is none.
    private const string ExpiredByCorrelation = ByCorrelation + " AND expired > 0 ORDER BY id LIMIT ?3";

    private const string Answer = "SELECT request_hash, answer FROM idempotency_key WHERE scope = ?1 AND key = ?2";

    // Every change of a policy makes another version of the gate row, in a transaction that excludes this one.
    private Dictionary<EngineName, RiskPolicy> _policies = [];
    private long _knownRevision = -1;
    private string _knownIncarnation = "";

    public LedgerLoad Read(SqliteWriter connection, LedgerBatch batch, DateTimeOffset now)
    {
        var (engaged, revision, incarnation, isLive) = ReadGate(connection, _knownIncarnation);
        if (revision != _knownRevision || incarnation is not null)
        {
            // Not known before they are read.
            _knownRevision = -1;
            _policies = ReadPolicies(connection);
            (_knownRevision, _knownIncarnation) = (revision, incarnation ?? _knownIncarnation);
        }

        return new LedgerLoad
        {
            Now = now,
            KillSwitchEngaged = engaged,
            GoLiveEnabled = isLive,
            Policies = _policies,
            Ledger = ReadLedger(connection),
            Reservations = ReadReservations(connection, batch),
            Answers = ReadAnswers(connection, batch.Keys),
        };
    }

    /// <returns>The incarnation only where it is not the known one, so that a batch allocates none.</returns>
    private static (bool Engaged, long Revision, string? Incarnation, bool IsLive) ReadGate(
        SqliteWriter connection, string knownIncarnation)
    {
        var statement = connection.Statement(Gate);
        statement.Bind(1, knownIncarnation);
        if (!statement.Step())
        {
            statement.Reset();
            throw new ValhallaStoreException(
                StoreFailure.SchemaMismatch, "The store was never initialised: run `valhalla db apply`.");
        }

        var gate = (
            statement.GetBoolean(0),
            statement.GetInt64(1),
            statement.GetNullableString(2),
            statement.GetBoolean(3));
        statement.Reset();
        return gate;
    }

    private static Dictionary<EngineName, RiskPolicy> ReadPolicies(SqliteWriter connection)
    {
        var policies = new Dictionary<EngineName, RiskPolicy>();
        var statement = connection.Statement(Policies);
        while (statement.Step())
        {
            var engine = new EngineName(statement.GetString(0));
            policies.Add(engine, new RiskPolicy
            {
                Engine = engine,
                Enabled = statement.GetBoolean(1),
                MaxDailyLoss = statement.GetMoney(2),
                MaxDailyExposure = statement.GetMoney(3),
                MaxOpenReserved = statement.IsNull(4) ? null : statement.GetMoney(4),
                WorstCaseLossBasisPoints = (int)statement.GetInt64(5),
                Reason = statement.GetNullableString(6),
                ChangedBy = statement.GetString(7),
                UpdatedAt = statement.GetTime(8),
                Version = statement.GetInt64(9),
            });
        }

        statement.Reset();
        return policies;
    }

    private static List<RiskLedgerDay> ReadLedger(SqliteWriter connection)
    {
        var rows = new List<RiskLedgerDay>();
        var statement = connection.Statement(Ledger);
        while (statement.Step())
        {
            rows.Add(new RiskLedgerDay
            {
                Engine = new EngineName(statement.GetString(0)),
                Day = statement.GetDay(1),
                ExposureUsed = statement.GetMoney(2),
                OpenRiskReserved = statement.GetMoney(3),
                RealizedLoss = statement.GetMoney(4),
                RealizedProfit = statement.GetMoney(5),
                Reservations = statement.GetInt64(6),
                Denials = statement.GetInt64(7),
                HaltedAt = statement.GetNullableTime(8),
            });
        }

        statement.Reset();
        return rows;
    }

    private static IReadOnlyList<RiskReservation> ReadReservations(SqliteWriter connection, LedgerBatch batch)
    {
        if (batch.ReservationIds.Count == 0 && batch.Correlations.Count == 0)
        {
            return [];
        }

        var found = new Dictionary<ReservationId, RiskReservation>();
        var byId = connection.Statement(ReservationById);
        foreach (var id in batch.ReservationIds)
        {
            byId.Bind(1, id);
            AddReservations(byId, found);
        }

        foreach (var (engine, correlationId) in batch.Correlations.Distinct())
        {
            AddByCorrelation(connection, engine, correlationId, found);
        }

        return [.. found.Values];
    }

    private static void AddByCorrelation(
        SqliteWriter connection,
        EngineName engine,
        string correlationId,
        Dictionary<ReservationId, RiskReservation> found)
    {
        Read(OldestByCorrelation);
        var open = Read(OpenByCorrelation);
        Read(ExpiredByCorrelation, open > 0 ? LedgerBatch.MaxExpiredBesideOpen : -1);

        int Read(string sql, int? limit = null)
        {
            var statement = connection.Statement(sql);
            statement.Bind(1, engine.Value);
            statement.Bind(2, correlationId);
            if (limit is { } most)
            {
                statement.Bind(3, most);
            }

            return AddReservations(statement, found);
        }
    }

    private static int AddReservations(
        SqliteStatement statement, Dictionary<ReservationId, RiskReservation> found)
    {
        var count = 0;
        while (statement.Step())
        {
            count++;
            var id = new ReservationId(Guid.ParseExact(statement.GetString(0), "D"));
            found[id] = new RiskReservation
            {
                Id = id,
                Engine = new EngineName(statement.GetString(1)),
                Amount = statement.GetMoney(2),
                Open = statement.GetMoney(3),
                Settled = statement.GetMoney(4),
                Released = statement.GetMoney(5),
                Expired = statement.GetMoney(6),
                RealizedLoss = statement.GetMoney(7),
                RealizedProfit = statement.GetMoney(8),
                Status = StoredNames.Read<ReservationStatus>(statement.GetString(9)),
                Day = statement.GetDay(10),
                Actor = statement.GetString(11),
                CorrelationId = statement.GetNullableString(12),
                CreatedAt = statement.GetTime(13),
                ExpiresAt = statement.GetNullableTime(14),
                ClosedAt = statement.GetNullableTime(15),
            };
        }

        statement.Reset();
        return count;
    }

    private static IReadOnlyCollection<KeyValuePair<string, StoredAnswer>> ReadAnswers(
        SqliteWriter connection, List<string> keys)
    {
        if (keys.Count == 0)
        {
            return [];
        }

        var answers = new Dictionary<string, StoredAnswer>(StringComparer.Ordinal);
        var statement = connection.Statement(Answer);
        statement.Bind(1, LedgerBatch.IdempotencyScope);
        foreach (var key in keys)
        {
            statement.Bind(2, key);
            if (statement.Step())
            {
                answers[key] = new StoredAnswer(statement.GetString(0), statement.GetString(1));
            }

            statement.Reset();
        }

        return answers;
    }
}
