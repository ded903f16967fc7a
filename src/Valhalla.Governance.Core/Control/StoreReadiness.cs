namespace Valhalla.Governance.Control;

/// <summary>Whether the store was initialised in this process. Thread-safe.</summary>
internal sealed class StoreReadiness
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public bool IsReady => _ready.Task.IsCompletedSuccessfully;

    /// <summary>Completes when the store has been initialised.</summary>
    public Task WhenReady => _ready.Task;

    public void SetReady() => _ready.TrySetResult();
}
