using Valhalla.Governance.Idempotency;

namespace Valhalla.Governance.Kpi;

/// <summary>
/// The caller of <see cref="IKpiEmitter.EmitBatchAsync"/>, with its events: committed together or not at all.
/// </summary>
/// <param name="events">The events.</param>
/// <param name="ticket">The idempotency key, if any.</param>
/// <param name="onSettled">Called once, directly before the caller is answered.</param>
internal sealed class KpiBatchRequest(KpiEvent[] events, IdempotencyTicket? ticket, Action<KpiBatchRequest>? onSettled)
    : KpiRequest
{
    private readonly TaskCompletionSource<KpiBatchResult> _result =
        new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _settled;

    public KpiEvent[] Events => events;

    /// <summary>
    /// With a key, the events are a transaction of their own; else they share one with their neighbours.
    /// </summary>
    public IdempotencyTicket? Ticket => ticket;

    public Task<KpiBatchResult> Result => _result.Task;

    public override bool IsSettled => Volatile.Read(ref _settled) != 0;

    public void Complete(IReadOnlyList<long> ids, IdempotencyStatus status)
    {
        if (TrySettle())
        {
            _result.SetResult(new KpiBatchResult(ids, status));
        }
    }

    public override void Fail(Exception exception)
    {
        if (TrySettle())
        {
            _result.SetException(exception);
        }
    }

    private bool TrySettle()
    {
        if (Interlocked.Exchange(ref _settled, 1) != 0)
        {
            return false;
        }

        onSettled?.Invoke(this);
        return true;
    }
}
