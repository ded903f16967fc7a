using System.Collections.Frozen;

namespace Valhalla.Governance.GoNoGo;

/// <summary>The newest observation of every signal, from providers and from what was posted.</summary>
internal interface IEvidenceReader
{
    /// <summary>Asks the providers, each within its time limit, and reads what was posted.</summary>
    /// <param name="wanted">The signals that are asked for; null for all there are. Others may be among them.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="ValhallaStoreException">What was posted could not be read.</exception>
    ValueTask<FrozenDictionary<SignalName, Evidence>> ReadAsync(
        IReadOnlySet<SignalName>? wanted, CancellationToken cancellationToken);
}
