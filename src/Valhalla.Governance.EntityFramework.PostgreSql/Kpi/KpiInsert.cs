using Npgsql;
using NpgsqlTypes;

namespace Valhalla.Governance.EntityFramework.PostgreSql.Kpi;

/// <summary>All events of a batch in one statement that returns their ids in order.</summary>
internal sealed class KpiInsert
{
    private readonly ArrayParameter<string> _domains;
    private readonly ArrayParameter<string> _metrics;
    private readonly ArrayParameter<bool?> _successes;
    private readonly ArrayParameter<double?> _values;
    private readonly ArrayParameter<double?> _durations;
    private readonly ArrayParameter<string?> _actors;
    private readonly ArrayParameter<string?> _correlationIds;
    private readonly ArrayParameter<string?> _details;
    private readonly ArrayParameter<DateTime> _createdAt;

    public KpiInsert()
    {
        _domains = new(Command, NpgsqlDbType.Text);
        _metrics = new(Command, NpgsqlDbType.Text);
        _successes = new(Command, NpgsqlDbType.Boolean);
        _values = new(Command, NpgsqlDbType.Double);
        _durations = new(Command, NpgsqlDbType.Double);
        _actors = new(Command, NpgsqlDbType.Text);
        _correlationIds = new(Command, NpgsqlDbType.Text);
        _details = new(Command, NpgsqlDbType.Text);
        _createdAt = new(Command, NpgsqlDbType.TimestampTz);
    }

    public NpgsqlBatchCommand Command { get; } = new(
        """
        INSERT INTO valhalla.kpi_event
            (domain, metric, success, value, duration_ms, actor, correlation_id, detail, created_at)
        SELECT e.domain, e.metric, e.success, e.value, e.duration_ms, e.actor, e.correlation_id, e.detail, e.created_at
        FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9) WITH ORDINALITY AS e
            (domain, metric, success, value, duration_ms, actor, correlation_id, detail, created_at, place)
        ORDER BY e.place
        RETURNING id
        """);

    public void Fill(ReadOnlySpan<KpiEvent> events)
    {
        Clear();
        foreach (ref readonly var entry in events)
        {
            _domains.Add(entry.Domain.Value);
            _metrics.Add(entry.Metric.Value);
            _successes.Add(entry.Success);
            _values.Add(entry.Value);
            _durations.Add(entry.DurationMs);
            _actors.Add(entry.Actor);
            _correlationIds.Add(entry.CorrelationId);
            _details.Add(entry.DetailJson);
            _createdAt.Add(entry.CreatedAt.UtcDateTime);
        }
    }

    private void Clear()
    {
        _domains.Clear();
        _metrics.Clear();
        _successes.Clear();
        _values.Clear();
        _durations.Clear();
        _actors.Clear();
        _correlationIds.Clear();
        _details.Clear();
        _createdAt.Clear();
    }
}
