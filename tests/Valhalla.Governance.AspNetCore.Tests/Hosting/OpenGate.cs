namespace Valhalla.Governance.AspNetCore.Tests.Hosting;

/// <summary>Allows everything, and is made for nothing else.</summary>
internal sealed class OpenGate : IGoLiveGate
{
    public GateSnapshot Current => throw new NotSupportedException();

    public GateDecision Check(ExecutionClass executionClass) => GateDecision.Allowed;

    public ValueTask<GoLiveChangeResult> EnableAsync(
        GoLiveEnableRequest request, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<GoLiveChangeResult> DisableAsync(
        ChangeAuthor author, string? reason, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<GoLiveChangeResult> EngageKillSwitchAsync(
        ChangeAuthor author, string? reason, CancellationToken cancellationToken) =>
        throw new NotSupportedException();

    public ValueTask<GoLiveChangeResult> ReleaseKillSwitchAsync(
        ChangeAuthor author, string? reason, CancellationToken cancellationToken) =>
        throw new NotSupportedException();
}
