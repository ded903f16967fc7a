using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Kpi;

/// <summary>The way in: the buffer with its doorbell, and where to wait when it is full. Thread-safe.</summary>
internal sealed class KpiInbox : IDisposable
{
    private readonly ConcurrentQueue<KpiFlushRequest> _flushes = new();
    private readonly KpiRoom _room;
    private readonly KpiLosses _losses;
    private readonly bool _mayWait;
    private volatile bool _isFinished;

    public KpiInbox(IOptions<KpiOptions> options, TimeProvider time, KpiLosses losses)
    {
        _losses = losses;
        _mayWait = options.Value.WhenFull == KpiWhenFull.Wait;
        Buffer = new KpiBuffer(options.Value.Capacity);
        Doorbell = new KpiDoorbell(Buffer, options.Value.MaxBatch, time);
        _room = new KpiRoom(Buffer, options.Value.WaitLimit, time);
    }

    public KpiBuffer Buffer { get; }

    public KpiDoorbell Doorbell { get; }

    /// <summary>Adds an event for which nobody waits.</summary>
    /// <returns>Whether it was taken; else it was counted as dropped.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Add(in KpiEvent kpiEvent, string? correlationId, long timestamp)
    {
        if (Buffer.TryAdd(kpiEvent, correlationId, timestamp, null) == KpiAdded.Added)
        {
            Doorbell.OnAdded();
            return true;
        }

        return AddSlowly(kpiEvent, correlationId, timestamp);
    }

    /// <summary>
    /// Adds an event when there was no room at first: waits, if that is wanted, or counts it as dropped.
    /// </summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public bool AddSlowly(in KpiEvent kpiEvent, string? correlationId, long timestamp)
    {
        var added = _mayWait && !Buffer.IsClosed ? _room.Add(kpiEvent, correlationId, timestamp) : KpiAdded.Full;
        if (added == KpiAdded.Added)
        {
            Doorbell.OnAdded();
            return true;
        }

        _losses.Drop(kpiEvent, Buffer.IsClosed ? KpiLossReason.Shutdown : KpiLossReason.BufferFull);
        return false;
    }

    /// <summary>Adds a request, beside its event if it has one.</summary>
    /// <exception cref="ValhallaStoreException">There was no room, or the host is shutting down.</exception>
    public async ValueTask AddAsync(
        KpiEvent kpiEvent, long timestamp, KpiRequest request, CancellationToken cancellationToken)
    {
        var added = Buffer.TryAdd(kpiEvent, kpiEvent.CorrelationId, timestamp, request);
        if (added == KpiAdded.Full && _mayWait)
        {
            added = await _room.AddAsync(kpiEvent, timestamp, request, cancellationToken).ConfigureAwait(false);
        }

        switch (added)
        {
            case KpiAdded.Added:
                Doorbell.OnRequested();
                break;
            case KpiAdded.Full:
                throw new ValhallaStoreException(
                    StoreFailure.Overloaded, "The KPI buffer is full. Nothing was recorded; try again later.");
            default:
                throw NewClosed();
        }
    }

    /// <summary>Completes when everything added before the call is committed or counted as lost.</summary>
    /// <exception cref="ValhallaStoreException">The store did not take it, or the host is shutting down.</exception>
    public Task FlushAsync()
    {
        var request = new KpiFlushRequest(Buffer.Tail);
        _flushes.Enqueue(request);
        Doorbell.OnRequested();
        if (_isFinished)
        {
            CompleteFlushes();
        }

        return request.Done;
    }

    /// <summary>Everything taken so far is committed: answers who has waited for it.</summary>
    public void CompleteFlushes()
    {
        while (_flushes.TryPeek(out var next) && next.Until <= Buffer.Head && _flushes.TryDequeue(out var flush))
        {
            Doorbell.OnRequestTaken();
            flush.Complete();
        }
    }

    /// <summary>The store is down: whoever waits is told at once.</summary>
    public void FailRequests(Exception exception)
    {
        Buffer.VisitRequests(request => request.Fail(exception));
        while (_flushes.TryDequeue(out var flush))
        {
            Doorbell.OnRequestTaken();
            flush.Fail(exception);
        }
    }

    /// <summary>The writer has taken entries.</summary>
    public void OnFreed() => _room.OnFreed();

    /// <summary>Refuses whatever comes from now on.</summary>
    public void Close()
    {
        Buffer.Close();
        _room.OnFreed();
    }

    /// <summary>The writer has ended, and with it all waiting.</summary>
    public void Finish()
    {
        _isFinished = true;
        CompleteFlushes();
    }

    public void Dispose() => Doorbell.Dispose();

    public static ValhallaStoreException NewClosed() => new(
        StoreFailure.Unavailable, "The host is shutting down. The KPI event was not recorded.");
}
