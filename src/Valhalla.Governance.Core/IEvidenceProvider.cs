namespace Valhalla.Governance;

/// <summary>
/// Observes signals for the go/no-go board and the rollback triggers of the influence ramp. A host registers its own
/// beside the built-in ones.
/// </summary>
/// <remarks>
/// Called from several threads. A provider that throws, or takes longer than <c>GoNoGo:ProviderTimeout</c>, gives no
/// evidence: its signals are then missing, which is a NO-GO, never a pass.
/// </remarks>
public interface IEvidenceProvider
{
    /// <summary>
    /// The signals it can give, so that it is asked only where one of them is wanted: the rollback triggers look every
    /// few seconds. Null, the default: it may give any.
    /// </summary>
    IReadOnlyCollection<SignalName>? Signals => null;

    /// <summary>Observes.</summary>
    /// <param name="cancellationToken">Cancelled when the time limit has passed.</param>
    /// <returns>What it knows now; each signal once.</returns>
    ValueTask<IReadOnlyList<Evidence>> ObserveAsync(CancellationToken cancellationToken);
}
