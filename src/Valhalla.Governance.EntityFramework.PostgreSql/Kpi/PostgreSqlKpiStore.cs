using Valhalla.Governance.EntityFramework.Kpi;
using Valhalla.Governance.Idempotency;
using Valhalla.Governance.Kpi;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.EntityFramework.PostgreSql.Kpi;

/// <summary>KPI events in PostgreSQL: COPY where no ids are wanted, one multi-row insert where they are.</summary>
internal sealed class PostgreSqlKpiStore(
    PostgreSqlDatabase database,
    StoreRetry retry,
    TimeProvider time,
    IStoreErrorMapper errors,
    EntityFrameworkKpiReader reader) : IKpiStore, IAsyncDisposable
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(100);

    private readonly PostgreSqlSessions<PostgreSqlKpiSession> _sessions =
        new(token => PostgreSqlKpiSession.OpenAsync(database, token));

    public async ValueTask AppendAsync(
        ReadOnlyMemory<KpiEvent> events, Memory<long> ids, CancellationToken cancellationToken)
    {
        if (events.IsEmpty)
        {
            return;
        }

        var pending = new PendingAppend(this, events, ids);
        var pause = new RetryPause(FirstPause);
        while (!await TryAppendAsync(pending, cancellationToken))
        {
            pause.Failed();
            await Task.Delay(pause.Pause, time, cancellationToken);
        }
    }

    /// <returns>
    /// False while nobody can tell how the commit ended: whoever asks again without knowing appends the events twice.
    /// </returns>
    private async ValueTask<bool> TryAppendAsync(PendingAppend pending, CancellationToken cancellationToken)
    {
        try
        {
            return await retry.RunAsync(
                pending,
                static (pending, token) => pending.Store._sessions.RunAsync(
                    pending, static (session, pending, token) => pending.RunAsync(session, token), token),
                cancellationToken);
        }
        catch (ValhallaStoreException) when (pending.IsUnknown)
        {
            return false;
        }
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

    private IStoreErrorMapper Errors => errors;

    /// <summary>An append over its retries: events have no key, so a commit with an unknown end is looked up.</summary>
    private sealed class PendingAppend(
        PostgreSqlKpiStore store, ReadOnlyMemory<KpiEvent> events, Memory<long> ids)
    {
        private long? _unknownTransaction;
        private Exception? _unexpected;

        public PostgreSqlKpiStore Store => store;

        /// <summary>Whether a commit was sent, and its end is not known.</summary>
        public bool IsUnknown => _unknownTransaction is not null;

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
            catch (Exception exception)
            {
                // A connection that was lost, or a time-out, may be different the next time.
                _unexpected = store.Errors.Map(exception) == StoreFault.None ? exception : null;
                throw new CommitUnknownException(exception);
            }

            return true;
        }
    }
}
