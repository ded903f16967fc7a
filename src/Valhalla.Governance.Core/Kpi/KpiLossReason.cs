namespace Valhalla.Governance.Kpi;

/// <summary>Why an event was lost; always counted, logged and marked.</summary>
internal enum KpiLossReason
{
    /// <summary>The buffer was full.</summary>
    BufferFull = 0,

    /// <summary>The host ended before the store took it, or it was emitted after that.</summary>
    Shutdown = 1,

    /// <summary>The store refused it for a reason of its own.</summary>
    Quarantined = 2,
}
