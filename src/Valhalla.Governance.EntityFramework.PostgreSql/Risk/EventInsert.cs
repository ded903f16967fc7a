using Npgsql;
using NpgsqlTypes;

namespace Valhalla.Governance.EntityFramework.PostgreSql.Risk;

/// <summary>All journal rows of a batch in one statement, in their order.</summary>
internal sealed class EventInsert
{
    private readonly NpgsqlParameter<long> _batchId = new();
    private readonly ArrayParameter<string> _kinds;
    private readonly ArrayParameter<string> _engines;
    private readonly ArrayParameter<DateOnly> _days;
    private readonly ArrayParameter<long> _amounts;
    private readonly ArrayParameter<long> _exposureDeltas;
    private readonly ArrayParameter<long> _openDeltas;
    private readonly ArrayParameter<long> _losses;
    private readonly ArrayParameter<long> _profits;
    private readonly ArrayParameter<Guid?> _reservations;
    private readonly ArrayParameter<string?> _reasons;
    private readonly ArrayParameter<string?> _details;
    private readonly ArrayParameter<string> _actors;
    private readonly ArrayParameter<string?> _correlationIds;
    private readonly ArrayParameter<DateTime> _createdAt;

    public EventInsert()
    {
        Command.Parameters.Add(_batchId);
        _kinds = new(Command, NpgsqlDbType.Text);
        _engines = new(Command, NpgsqlDbType.Text);
        _days = new(Command, NpgsqlDbType.Date);
        _amounts = new(Command, NpgsqlDbType.Bigint);
        _exposureDeltas = new(Command, NpgsqlDbType.Bigint);
        _openDeltas = new(Command, NpgsqlDbType.Bigint);
        _losses = new(Command, NpgsqlDbType.Bigint);
        _profits = new(Command, NpgsqlDbType.Bigint);
        _reservations = new(Command, NpgsqlDbType.Uuid);
        _reasons = new(Command, NpgsqlDbType.Text);
        _details = new(Command, NpgsqlDbType.Text);
        _actors = new(Command, NpgsqlDbType.Text);
        _correlationIds = new(Command, NpgsqlDbType.Text);
        _createdAt = new(Command, NpgsqlDbType.TimestampTz);
    }

    public NpgsqlBatchCommand Command { get; } = new(
        """
        INSERT INTO valhalla.risk_event (batch_id, kind, engine, day, amount, exposure_delta, open_delta,
            realized_loss, realized_profit, reservation_id, reason, detail, actor, correlation_id, created_at)
        SELECT $1, e.* FROM unnest($2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) AS e
        """);

    public void Fill(long batchId, List<RiskEvent> events)
    {
        Clear();
        _batchId.TypedValue = batchId;
        foreach (var entry in events)
        {
            _kinds.Add(WireNames.Of(entry.Kind));
            _engines.Add(entry.Engine.Value);
            _days.Add(entry.Day);
            _amounts.Add(entry.Amount.Units);
            _exposureDeltas.Add(entry.ExposureDelta.Units);
            _openDeltas.Add(entry.OpenDelta.Units);
            _losses.Add(entry.RealizedLoss.Units);
            _profits.Add(entry.RealizedProfit.Units);
            _reservations.Add(entry.ReservationId?.Value);
            _reasons.Add(entry.Reason);
            _details.Add(entry.DetailJson);
            _actors.Add(entry.Actor);
            _correlationIds.Add(entry.CorrelationId);
            _createdAt.Add(entry.CreatedAt.UtcDateTime);
        }
    }

    private void Clear()
    {
        _kinds.Clear();
        _engines.Clear();
        _days.Clear();
        _amounts.Clear();
        _exposureDeltas.Clear();
        _openDeltas.Clear();
        _losses.Clear();
        _profits.Clear();
        _reservations.Clear();
        _reasons.Clear();
        _details.Clear();
        _actors.Clear();
        _correlationIds.Clear();
        _createdAt.Clear();
    }
}
