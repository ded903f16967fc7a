namespace Valhalla.Governance.Kpi;

/// <summary>Is told of KPI events after the commit of their batch, so that it can act as events commit.</summary>
/// <remarks>
/// Called by the one writer of this process, in the order of commits, after every caller that waits was completed.
/// A call must be quick and must not block: it delays the next batch. An exception is logged and swallowed.
/// </remarks>
internal interface IKpiCommitListener
{
    /// <summary>Events have been committed.</summary>
    /// <param name="events">In the order of their ids; valid during the call only.</param>
    void OnCommitted(ReadOnlySpan<KpiEvent> events);
}
