namespace Valhalla.Governance;

/// <summary>What an emitting caller does while the KPI buffer is full.</summary>
public enum KpiWhenFull
{
    /// <summary>
    /// It waits for room, up to <see cref="KpiOptions.WaitLimit"/>; then the event is counted as dropped.
    /// </summary>
    Wait = 0,

    /// <summary>It goes on at once; the event is counted as dropped.</summary>
    Drop = 1,
}
