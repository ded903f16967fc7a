namespace Valhalla.Governance.Kpi;

/// <summary>
/// The caller of <see cref="IKpiEmitter.FlushAsync"/>: answered when everything before it is committed.
/// </summary>
/// <param name="until">
/// The place in the buffer that the next event had at the call. A flush takes no place itself.
/// </param>
internal sealed class KpiFlushRequest(long until) : KpiRequest
{
    private readonly TaskCompletionSource _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public long Until => until;

    public Task Done => _done.Task;

    public override bool IsSettled => _done.Task.IsCompleted;

    public void Complete() => _done.TrySetResult();

    public override void Fail(Exception exception) => _done.TrySetException(exception);
}
