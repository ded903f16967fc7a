using Valhalla.Governance.EntityFramework.Kpi;
using Valhalla.Governance.Idempotency;
using Valhalla.Governance.Kpi;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.EntityFramework.Sqlite.Kpi;

/// <summary>KPI events in a SQLite file: one transaction a batch, prepared inserts.</summary>
internal sealed class SqliteKpiStore(
    SqliteWriter writer, StoreRetry retry, StoreTimeProvider clock, EntityFrameworkKpiReader reader) : IKpiStore
{
    private const string LastId = "SELECT last_insert_rowid()";

    private static readonly SqliteInsert Add = new(
        "kpi_event",
        "domain", "metric", "success", "value", "duration_ms", "actor", "correlation_id", "detail", "created_at");

    private const string FindAnswer = "SELECT request_hash, answer FROM idempotency_key WHERE scope = ?1 AND key = ?2";

    private const string AddAnswer =
        "INSERT INTO idempotency_key (scope, key, request_hash, answer, created_at) VALUES (?1, ?2, ?3, ?4, ?5)";

    public async ValueTask AppendAsync(
        ReadOnlyMemory<KpiEvent> events, Memory<long> ids, CancellationToken cancellationToken) => await retry.RunAsync(
            (writer, events, ids),
            static async (state, token) =>
            {
                await state.writer.RunAsync(
                    (state.events, state.ids),
                    static (connection, batch) =>
                    {
                        Insert(connection, batch.events.Span, batch.ids.Span);
                        return true;
                    },
                    token);
                return true;
            },
            cancellationToken);

    public ValueTask<StoredAnswer?> AppendOnceAsync(
        ReadOnlyMemory<KpiEvent> events,
        Memory<long> ids,
        IdempotencyTicket ticket,
        Func<ReadOnlyMemory<long>, string> answerJson,
        CancellationToken cancellationToken) => retry.RunAsync(
            (writer, events, ids, ticket, answerJson, clock),
            static async (state, token) =>
            {
                var once = new Once(
                    state.events, state.ids, state.ticket, state.answerJson, state.clock.Time.GetStoreNow());
                await state.writer.RunAsync(once, static (connection, work) => work.Run(connection), token);
                return once.Earlier;
            },
            cancellationToken);

    public ValueTask<IReadOnlyList<KpiRecord>> ListAsync(KpiQuery query, CancellationToken cancellationToken) =>
        reader.ListAsync(query, cancellationToken);

    public ValueTask<IReadOnlyList<KpiSample>> ReadNewestAsync(
        KpiSeries series, long afterId, int limit, CancellationToken cancellationToken) =>
        reader.ReadSamplesAsync(series, afterId, limit, newest: true, cancellationToken);

    public ValueTask<IReadOnlyList<KpiSample>> ReadOldestAsync(
        KpiSeries series, long afterId, int limit, CancellationToken cancellationToken) =>
        reader.ReadSamplesAsync(series, afterId, limit, newest: false, cancellationToken);

    public ValueTask<long> ReadSettledIdAsync(CancellationToken cancellationToken) =>
        reader.ReadSettledIdAsync(cancellationToken);

    private static void Insert(SqliteWriter connection, ReadOnlySpan<KpiEvent> events, Span<long> ids)
    {
        Add.Run(connection, events, 0, Bind);
        if (ids.IsEmpty || events.IsEmpty)
        {
            return;
        }

        // One writer, and ids that only grow by one: the ids of the batch end at the last one.
        var last = connection.Statement(LastId);
        last.Step();
        var first = last.GetInt64(0) - events.Length + 1;
        last.Reset();
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = first + i;
        }
    }

    private static void Bind(SqliteRow row, in KpiEvent entry, int nothing)
    {
        row.Bind(0, entry.Domain.Value);
        row.Bind(1, entry.Metric.Value);
        row.Bind(2, entry.Success);
        row.Bind(3, entry.Value);
        row.Bind(4, entry.DurationMs);
        row.Bind(5, entry.Actor);
        row.Bind(6, entry.CorrelationId);
        row.Bind(7, entry.DetailJson);
        row.Bind(8, entry.CreatedAt);
    }

    private sealed class Once(
        ReadOnlyMemory<KpiEvent> events,
        Memory<long> ids,
        IdempotencyTicket ticket,
        Func<ReadOnlyMemory<long>, string> answerJson,
        DateTimeOffset now)
    {
        public StoredAnswer? Earlier { get; private set; }

        public bool Run(SqliteWriter connection)
        {
            Earlier = Find(connection.Statement(FindAnswer));
            if (Earlier is not null)
            {
                return false;
            }

            Insert(connection, events.Span, ids.Span);
            var statement = connection.Statement(AddAnswer);
            statement.Bind(1, ticket.Scope);
            statement.Bind(2, ticket.Key);
            statement.Bind(3, ticket.RequestHash);
            statement.Bind(4, answerJson(ids));
            statement.Bind(5, now);
            statement.Execute();
            return true;
        }

        private StoredAnswer? Find(SqliteStatement statement)
        {
            statement.Bind(1, ticket.Scope);
            statement.Bind(2, ticket.Key);
            var answer = statement.Step() ? new StoredAnswer(statement.GetString(0), statement.GetString(1)) : null;
            statement.Reset();
            return answer;
        }
    }
}
