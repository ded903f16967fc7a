using Valhalla.Governance.EntityFramework.Kpi;
using Valhalla.Governance.Idempotency;
using Valhalla.Governance.Kpi;

namespace Valhalla.Governance.EntityFramework.PostgreSql.Kpi;

/// <summary>KPI events in PostgreSQL: COPY where no ids are wanted, one multi-row insert where they are.</summary>
internal sealed class PostgreSqlKpiStore(
    PostgreSqlDatabase database, StoreRetry retry, EntityFrameworkKpiReader reader) : IKpiStore, IAsyncDisposable
{
    private readonly PostgreSqlSessions<PostgreSqlKpiSession> _sessions =
        new(token => PostgreSqlKpiSession.OpenAsync(database, token));

    public async ValueTask AppendAsync(
        ReadOnlyMemory<KpiEvent> events, Memory<long> ids, CancellationToken cancellationToken)
    {
        if (events.IsEmpty)
        {
            return;
        }

        await retry.RunAsync(
            new PendingAppend(this, events, ids),
            static (pending, token) => pending.Store._sessions.RunAsync(
                pending, static (session, pending, token) => pending.RunAsync(session, token), token),
            cancellationToken);
    }

    public ValueTask<StoredAnswer?> AppendOnceAsync(
        ReadOnlyMemory<KpiEvent> events,
        Memory<long> ids,
        IdempotencyTicket ticket,
        Func<ReadOnlyMemory<long>, string> answerJson,
        CancellationToken cancellationToken) => retry.RunAsync(
            (_sessions, events, ids, ticket, answerJson),
            static (state, token) => state._sessions.RunAsync(
                state,
                static (session, state, token) =>
                    session.AppendOnceAsync(state.events, state.ids, state.ticket, state.answerJson, token),
                token),
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

    public ValueTask DisposeAsync() => _sessions.DisposeAsync();

    /// <summary>An append over its retries: events have no key, so a commit with an unknown end is looked up.</summary>
    private sealed class PendingAppend(
        PostgreSqlKpiStore store, ReadOnlyMemory<KpiEvent> events, Memory<long> ids)
    {
        private long? _unknownTransaction;
        private Exception? _unexpected;

        public PostgreSqlKpiStore Store => store;

        public async ValueTask<bool> RunAsync(PostgreSqlKpiSession session, CancellationToken cancellationToken)
        {
            if (_unknownTransaction is { } unknown
                && await session.WasCommittedAsync(unknown, cancellationToken))
            {
                return true;
            }

            _unknownTransaction = null;
            if (_unexpected is { } unexpected)
            {
                throw new InvalidOperationException("The events could not be committed.", unexpected);
            }

            var transaction = await session.AppendAsync(events, ids, cancellationToken);
            _unknownTransaction = transaction;
            try
            {
                await session.CommitAsync();
            }
            catch (Exception exception) when (CommitUnknownException.IsCause(exception))
            {
                _unexpected = exception;
                throw new CommitUnknownException(exception);
            }

            return true;
        }
    }
}
