namespace Valhalla.Governance.Kpi;

/// <summary>Somebody who waits for the writer. Settled once: by the writer, or by the failure of the store.</summary>
internal abstract class KpiRequest
{
    /// <summary>Whether it was answered; the writer then leaves it out.</summary>
    public abstract bool IsSettled { get; }

    /// <summary>Answers with an exception, unless it was answered.</summary>
    public abstract void Fail(Exception exception);
}
