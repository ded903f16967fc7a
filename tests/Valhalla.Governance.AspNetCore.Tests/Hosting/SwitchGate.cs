namespace Valhalla.Governance.AspNetCore.Tests.Hosting;

/// <summary>A gate that a test closes, and that tells when it was asked first.</summary>
internal sealed class SwitchGate : IGoLiveGate
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Asked => _asked.Task;

    public GateDecision Decision { get; set; } = GateDecision.Allowed;

    public GateSnapshot Current => new(new GoLiveState(), TimeSpan.Zero, false, false, false);

    public GateDecision Check(ExecutionClass executionClass)
    {
        _asked.TrySetResult();
        return executionClass == ExecutionClass.ReadOnly ? GateDecision.Allowed : Decision;
    }

    public ValueTask<GoLiveChangeResult> EnableAsync(
        GoLiveEnableRequest request, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<GoLiveChangeResult> DisableAsync(
        ChangeAuthor author, string? reason, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<GoLiveChangeResult> EngageKillSwitchAsync(
        ChangeAuthor author, string? reason, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ValueTask<GoLiveChangeResult> ReleaseKillSwitchAsync(
        ChangeAuthor author, string? reason, CancellationToken cancellationToken) => throw new NotSupportedException();
}
