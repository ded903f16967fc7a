namespace Valhalla.Governance.GoNoGo;

/// <summary>Tells this process that evidence was posted, after its commit. Thread-safe.</summary>
internal sealed class EvidenceSignals
{
    /// <summary>Raised with what was posted; handlers must be quick and not throw.</summary>
    public event Action<IReadOnlyList<Evidence>>? Posted;

    public void Raise(IReadOnlyList<Evidence> evidence) => Posted?.Invoke(evidence);
}
