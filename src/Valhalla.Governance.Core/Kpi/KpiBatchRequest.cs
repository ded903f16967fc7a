using Valhalla.Governance.Idempotency;

namespace Valhalla.Governance.Kpi;

/// <summary>The caller of <see cref="IKpiEmitter.EmitBatchAsync"/>, with its events: committed together or not at all.</summary>
internal sealed class KpiBatchRequest(KpiEvent[] events, IdempotencyTicket? ticket) : KpiRequest
{
    private readonly TaskCompletionSource<KpiBatchResult> _result =
        new(TaskCreationOptions.RunContinuationsAsynchronously);

    public KpiEvent[] Events => events;

    /// <summary>With a key, the events are a transaction of their own; else they share one with their neighbours.</summary>
    public IdempotencyTicket? Ticket => ticket;

    public Task<KpiBatchResult> Result => _result.Task;

    public override bool IsSettled => _result.Task.IsCompleted;

    public void Complete(IReadOnlyList<long> ids, IdempotencyStatus status) =>
        _result.TrySetResult(new KpiBatchResult(ids, status));

    public override void Fail(Exception exception) => _result.TrySetException(exception);
}
