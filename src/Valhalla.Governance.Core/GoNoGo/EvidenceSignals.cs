using Valhalla.Governance.Diagnostics;

namespace Valhalla.Governance.GoNoGo;

/// <summary>Tells this process that evidence was posted, after its commit. Thread-safe.</summary>
internal sealed class EvidenceSignals
{
    /// <summary>Raised with what was posted; handlers must be quick. What they throw is ignored.</summary>
    public event Action<IReadOnlyList<Evidence>>? Posted;

    public void Raise(IReadOnlyList<Evidence> evidence) => GuardedEvent.Raise(Posted, evidence);
}
