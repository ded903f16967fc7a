using System.Collections.Concurrent;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using Valhalla.Governance.Idempotency;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Kpi;

/// <summary>Checks events and puts them into the buffer.</summary>
internal sealed class KpiEmitter : IKpiEmitter, IDisposable
{
    public const string IdempotencyScope = "kpi";

    private readonly KpiInbox _inbox;
    private readonly IKpiStore _store;
    private readonly KpiMetrics _metrics;
    private readonly TimeProvider _time;
    private readonly IStoreClock _clock;
    private readonly KpiStepPool _steps = new();
    private readonly ConcurrentDictionary<string, byte> _inFlight = new(StringComparer.Ordinal);
    private readonly Action<KpiBatchRequest> _leave;

    public KpiEmitter(KpiInbox inbox, IKpiStore store, KpiMetrics metrics, TimeProvider time, IStoreClock clock)
    {
        _inbox = inbox;
        _store = store;
        _metrics = metrics;
        _time = time;
        _clock = clock;
        _leave = Leave;
    }

    public bool Emit(in KpiEvent kpiEvent)
    {
        KpiEventRules.Validate(kpiEvent);
        _metrics.Emitted(kpiEvent);
        var timestamp = _time.GetTimestamp();
        return _inbox.Add(kpiEvent, kpiEvent.CorrelationId ?? CurrentTraceId(), timestamp);
    }

    public async ValueTask<long> EmitAsync(KpiEvent kpiEvent, CancellationToken cancellationToken)
    {
        KpiEventRules.Validate(kpiEvent);
        var request = new KpiDurableRequest();
        var complete = kpiEvent with { CorrelationId = kpiEvent.CorrelationId ?? CurrentTraceId() };
        await _inbox.AddAsync(complete, _time.GetTimestamp(), request, cancellationToken).ConfigureAwait(false);
        _metrics.Emitted(kpiEvent);
        return await request.Id.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<KpiBatchResult> EmitBatchAsync(
        IReadOnlyList<KpiEvent> events, string? idempotencyKey, CancellationToken cancellationToken)
    {
        var complete = KpiBatchRules.Complete(events, CurrentTraceId(), _clock.Now);
        if (idempotencyKey is null)
        {
            return await SubmitAsync(complete, null, cancellationToken).ConfigureAwait(false);
        }

        TextRules.Require(idempotencyKey, TextRules.MaxIdempotencyKeyLength, nameof(idempotencyKey));
        if (!_inFlight.TryAdd(idempotencyKey, 0))
        {
            return new KpiBatchResult([], IdempotencyStatus.InFlight);
        }

        var ticket = new IdempotencyTicket(IdempotencyScope, idempotencyKey, KpiBatchRules.Hash(events));
        return await SubmitAsync(complete, ticket, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask FlushAsync(CancellationToken cancellationToken) =>
        await _inbox.FlushAsync().WaitAsync(cancellationToken).ConfigureAwait(false);

    public KpiStep TimedStep(
        DomainName domain, MetricName metric, string? actor, string? correlationId, string? detailJson)
    {
        var step = _steps.TryRent() ?? new KpiTimedStep(_steps, _inbox, _metrics, _time);
        return step.Start(domain, metric, actor, correlationId, detailJson);
    }

    public ValueTask<IReadOnlyList<KpiRecord>> ListAsync(KpiQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        ArgumentOutOfRangeException.ThrowIfLessThan(query.Limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.Limit, 1_000);
        return _store.ListAsync(query, cancellationToken);
    }

    public void Dispose() => _steps.Dispose();

    /// <summary>The default correlation id.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal static string? CurrentTraceId() => Activity.Current is { } activity ? TraceIdOf(activity) : null;

    private static string? TraceIdOf(Activity activity) =>
        activity.IdFormat == ActivityIdFormat.W3C ? activity.TraceId.ToHexString() : null;

    private async ValueTask<KpiBatchResult> SubmitAsync(
        KpiEvent[] events, IdempotencyTicket? ticket, CancellationToken cancellationToken)
    {
        // A caller that stops waiting does not end the request: its key stays taken until the request is settled.
        var request = new KpiBatchRequest(events, ticket, ticket is null ? null : _leave);
        try
        {
            await _inbox.AddAsync(default, _time.GetTimestamp(), request, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            Leave(request);
            throw;
        }

        foreach (ref readonly var kpiEvent in events.AsSpan())
        {
            _metrics.Emitted(kpiEvent);
        }

        return await request.Result.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private void Leave(KpiBatchRequest request)
    {
        if (request.Ticket is { } ticket)
        {
            _inFlight.TryRemove(ticket.Key, out _);
        }
    }
}
