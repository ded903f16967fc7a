namespace Valhalla.Governance.Kpi;

/// <summary>The caller of <see cref="IKpiEmitter.EmitAsync"/>; its event lies in the buffer beside it.</summary>
internal sealed class KpiDurableRequest : KpiRequest
{
    private readonly TaskCompletionSource<long> _id = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task<long> Id => _id.Task;

    public override bool IsSettled => _id.Task.IsCompleted;

    public void Complete(long id) => _id.TrySetResult(id);

    public override void Fail(Exception exception) => _id.TrySetException(exception);
}
