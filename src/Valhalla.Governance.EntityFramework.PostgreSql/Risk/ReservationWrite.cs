using Npgsql;
using NpgsqlTypes;

namespace Valhalla.Governance.EntityFramework.PostgreSql.Risk;

/// <summary>All new, or all changed, reservations of a batch in one statement.</summary>
internal sealed class ReservationWrite
{
    private const string Insert =
        """
        INSERT INTO valhalla.risk_reservation (id, open, settled, released, expired, realized_loss, realized_profit,
            status, closed_at, engine, amount, day, actor, correlation_id, created_at, expires_at)
        SELECT r.* FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16) AS r
        """;

    private const string Update =
        """
        UPDATE valhalla.risk_reservation AS stored
        SET open = r.open, settled = r.settled, released = r.released, expired = r.expired,
            realized_loss = r.realized_loss, realized_profit = r.realized_profit, status = r.status,
            closed_at = r.closed_at
        FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9) AS r
            (id, open, settled, released, expired, realized_loss, realized_profit, status, closed_at)
        WHERE stored.id = r.id
        """;

    private readonly ArrayParameter<Guid> _ids;
    private readonly ArrayParameter<long>[] _sums;
    private readonly ArrayParameter<string> _statuses;
    private readonly ArrayParameter<DateTime?> _closedAt;
    private readonly Constants? _constants;

    private ReservationWrite(string sql, bool isNew)
    {
        Command = new NpgsqlBatchCommand(sql);
        _ids = new(Command, NpgsqlDbType.Uuid);
        _sums = [.. Enumerable.Range(0, 6).Select(_ => new ArrayParameter<long>(Command, NpgsqlDbType.Bigint))];
        _statuses = new(Command, NpgsqlDbType.Text);
        _closedAt = new(Command, NpgsqlDbType.TimestampTz);
        _constants = isNew ? new Constants(Command) : null;
    }

    public NpgsqlBatchCommand Command { get; }

    public static ReservationWrite ForNew() => new(Insert, isNew: true);

    public static ReservationWrite ForChanged() => new(Update, isNew: false);

    public void Clear()
    {
        _ids.Clear();
        foreach (var sum in _sums)
        {
            sum.Clear();
        }

        _statuses.Clear();
        _closedAt.Clear();
        _constants?.Clear();
    }

    public void Add(RiskReservation reservation)
    {
        _ids.Add(reservation.Id.Value);
        _sums[0].Add(reservation.Open.Units);
        _sums[1].Add(reservation.Settled.Units);
        _sums[2].Add(reservation.Released.Units);
        _sums[3].Add(reservation.Expired.Units);
        _sums[4].Add(reservation.RealizedLoss.Units);
        _sums[5].Add(reservation.RealizedProfit.Units);
        _statuses.Add(WireNames.Of(reservation.Status));
        _closedAt.Add(reservation.ClosedAt?.UtcDateTime);
        _constants?.Add(reservation);
    }

    /// <summary>The columns that never change.</summary>
    private sealed class Constants(NpgsqlBatchCommand command)
    {
        private readonly ArrayParameter<string> _engines = new(command, NpgsqlDbType.Text);
        private readonly ArrayParameter<long> _amounts = new(command, NpgsqlDbType.Bigint);
        private readonly ArrayParameter<DateOnly> _days = new(command, NpgsqlDbType.Date);
        private readonly ArrayParameter<string> _actors = new(command, NpgsqlDbType.Text);
        private readonly ArrayParameter<string?> _correlationIds = new(command, NpgsqlDbType.Text);
        private readonly ArrayParameter<DateTime> _createdAt = new(command, NpgsqlDbType.TimestampTz);
        private readonly ArrayParameter<DateTime?> _expiresAt = new(command, NpgsqlDbType.TimestampTz);

        public void Clear()
        {
            _engines.Clear();
            _amounts.Clear();
            _days.Clear();
            _actors.Clear();
            _correlationIds.Clear();
            _createdAt.Clear();
            _expiresAt.Clear();
        }

        public void Add(RiskReservation reservation)
        {
            _engines.Add(reservation.Engine.Value);
            _amounts.Add(reservation.Amount.Units);
            _days.Add(reservation.Day);
            _actors.Add(reservation.Actor);
            _correlationIds.Add(reservation.CorrelationId);
            _createdAt.Add(reservation.CreatedAt.UtcDateTime);
            _expiresAt.Add(reservation.ExpiresAt?.UtcDateTime);
        }
    }
}
