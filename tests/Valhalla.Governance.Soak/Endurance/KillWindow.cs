namespace Valhalla.Governance.Soak.Endurance;

/// <summary>Tells callers whether a kill was acknowledged before they asked. Thread-safe.</summary>
internal sealed class KillWindow
{
    private volatile Window _current = new(isEngaged: false);

    /// <summary>Another instance after every kill and every release.</summary>
    public Window Current => _current;

    public void Set(bool isEngaged) => _current = new Window(isEngaged);

    /// <param name="isEngaged">From the acknowledgement of a kill to just before its release is asked for.</param>
    internal sealed class Window(bool isEngaged)
    {
        public bool IsEngaged { get; } = isEngaged;
    }
}
