using System.Diagnostics.CodeAnalysis;
using Npgsql;
using NpgsqlTypes;
using Valhalla.Governance.Risk;

namespace Valhalla.Governance.EntityFramework.PostgreSql.Risk;

/// <summary>
/// Journal and reservations of a batch that only reserved, in one statement. Each column that is sent costs the server
/// a materialised array, so what follows from other columns is not sent.
/// </summary>
internal sealed class ReserveInsert
{
    private readonly NpgsqlParameter<long> _batchId = new();
    private readonly NpgsqlParameter<DateOnly> _day = new();
    private readonly NpgsqlParameter<DateTime> _now = new() { NpgsqlDbType = NpgsqlDbType.TimestampTz };
    private readonly ArrayParameter<string> _kinds;
    private readonly ArrayParameter<string> _engines;
    private readonly ArrayParameter<long> _amounts;
    private readonly ArrayParameter<Guid?> _reservations;
    private readonly ArrayParameter<string?> _reasons;
    private readonly ArrayParameter<string?> _details;
    private readonly ArrayParameter<string> _actors;
    private readonly ArrayParameter<string?> _correlationIds;
    private readonly ArrayParameter<DateTime?> _expiresAt;

    public ReserveInsert()
    {
        Command.Parameters.Add(_batchId);
        Command.Parameters.Add(_day);
        Command.Parameters.Add(_now);
        _kinds = new(Command, NpgsqlDbType.Text);
        _engines = new(Command, NpgsqlDbType.Text);
        _amounts = new(Command, NpgsqlDbType.Bigint);
        _reservations = new(Command, NpgsqlDbType.Uuid);
        _reasons = new(Command, NpgsqlDbType.Text);
        _details = new(Command, NpgsqlDbType.Text);
        _actors = new(Command, NpgsqlDbType.Text);
        _correlationIds = new(Command, NpgsqlDbType.Text);
        _expiresAt = new(Command, NpgsqlDbType.TimestampTz);
    }

    public NpgsqlBatchCommand Command { get; } = new(
        """
        WITH entry AS MATERIALIZED (
            SELECT e.* FROM unnest($4, $5, $6, $7, $8, $9, $10, $11, $12) AS e
                (kind, engine, amount, reservation_id, reason, detail, actor, correlation_id, expires_at)),
        reservation AS (
            INSERT INTO valhalla.risk_reservation (id, engine, amount, open, settled, released, expired, realized_loss,
                realized_profit, status, day, actor, correlation_id, created_at, expires_at)
            SELECT reservation_id, engine, amount, amount, 0, 0, 0, 0, 0, 'open', $2, actor, correlation_id, $3,
                expires_at
            FROM entry WHERE kind = 'reserved')
        INSERT INTO valhalla.risk_event (batch_id, kind, engine, day, amount, exposure_delta, open_delta,
            realized_loss, realized_profit, reservation_id, reason, detail, actor, correlation_id, created_at)
        SELECT $1, kind, engine, $2, amount, CASE WHEN kind = 'reserved' THEN amount ELSE 0 END,
            CASE WHEN kind = 'reserved' THEN amount ELSE 0 END, 0, 0, reservation_id, reason, detail, actor,
            correlation_id, $3
        FROM entry
        """);

    /// <summary>Takes the batch, unless it did something else than reserve.</summary>
    /// <returns>Whether <see cref="Command"/> writes all events and all new reservations of the book.</returns>
    public bool TryFill(long batchId, LedgerBook book)
    {
        Clear();
        _batchId.TypedValue = batchId;
        _day.TypedValue = book.Day;
        _now.TypedValue = book.Now.UtcDateTime;
        var granted = 0;
        foreach (var entry in book.Events)
        {
            if (!IsOfReserving(entry, book, out var reservation))
            {
                return false;
            }

            granted += reservation is null ? 0 : 1;
            Add(entry, reservation);
        }

        return granted == book.AddedReservations.Count;
    }

    private static bool IsOfReserving(RiskEvent entry, LedgerBook book, out RiskReservation? reservation)
    {
        reservation = null;
        if (entry.Day != book.Day || entry.CreatedAt != book.Now
            || entry.RealizedLoss != Money.Zero || entry.RealizedProfit != Money.Zero)
        {
            return false;
        }

        if (entry is { Kind: RiskEventKind.Reserved, ReservationId: { } id })
        {
            reservation = book.FindReservation(id);
            return IsUntouched(reservation) && entry.ExposureDelta == entry.Amount && entry.OpenDelta == entry.Amount;
        }

        return entry is { Kind: RiskEventKind.Denied or RiskEventKind.Warning, ReservationId: null }
            && entry.ExposureDelta == Money.Zero && entry.OpenDelta == Money.Zero;
    }

    private static bool IsUntouched([NotNullWhen(true)] RiskReservation? reservation) =>
        reservation is { Status: ReservationStatus.Open, ClosedAt: null }
        && reservation.Open == reservation.Amount
        && reservation.RealizedLoss == Money.Zero
        && reservation.RealizedProfit == Money.Zero;

    private void Add(RiskEvent entry, RiskReservation? reservation)
    {
        _kinds.Add(WireNames.Of(entry.Kind));
        _engines.Add(entry.Engine.Value);
        _amounts.Add(entry.Amount.Units);
        _reservations.Add(reservation?.Id.Value);
        _reasons.Add(entry.Reason);
        _details.Add(entry.DetailJson);
        _actors.Add(entry.Actor);
        _correlationIds.Add(entry.CorrelationId);
        _expiresAt.Add(reservation?.ExpiresAt?.UtcDateTime);
    }

    private void Clear()
    {
        _kinds.Clear();
        _engines.Clear();
        _amounts.Clear();
        _reservations.Clear();
        _reasons.Clear();
        _details.Clear();
        _actors.Clear();
        _correlationIds.Clear();
        _expiresAt.Clear();
    }
}
