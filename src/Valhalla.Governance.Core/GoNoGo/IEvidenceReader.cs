using System.Collections.Frozen;

namespace Valhalla.Governance.GoNoGo;

/// <summary>The newest observation of every signal, from providers and from what was posted.</summary>
internal interface IEvidenceReader
{
    /// <summary>Asks all providers, each within its time limit, and reads what was posted.</summary>
    /// <exception cref="ValhallaStoreException">What was posted could not be read.</exception>
    ValueTask<FrozenDictionary<SignalName, Evidence>> ReadAsync(CancellationToken cancellationToken);
}
