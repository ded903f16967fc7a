namespace Valhalla.Governance.Kpi;

/// <summary>The caller of <see cref="IKpiEmitter.FlushAsync"/>: answered when everything before it is committed.</summary>
internal sealed class KpiFlushRequest : KpiRequest
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Done => _done.Task;

    public override bool IsSettled => _done.Task.IsCompleted;

    public void Complete() => _done.TrySetResult();

    public override void Fail(Exception exception) => _done.TrySetException(exception);
}
