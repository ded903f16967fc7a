using Valhalla.Governance.Load.Measurement;

namespace Valhalla.Governance.Load.Risk;

/// <summary>
/// The limit of anything that answers on another thread: each caller goes through the thread pool's queue once, and
/// nothing is decided.
/// </summary>
internal sealed class HandOverPath : ILoadPath
{
    public string Name => "a turn of the thread pool";

    public Task OpenAsync() => Task.CompletedTask;

    public async Task RunCallerAsync(Caller caller)
    {
        while (caller.Begin())
        {
            await Task.Yield();
            caller.End(granted: true);
        }
    }

    public Task<string?> FindErrorAsync(long granted, long denied) => Task.FromResult<string?>(null);

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
