namespace Valhalla.Governance.Kpi;

/// <summary>What a step being timed holds. Pooled: a token that is not the current one is of an earlier use.</summary>
internal abstract class KpiStepState
{
    public abstract void Decide(int token, bool success, string? error);

    /// <summary>As <see cref="Decide"/>, and leaves an earlier decision as it is.</summary>
    public abstract void DecideUnlessDecided(int token, bool success, string? error);

    public abstract void Cancel(int token);

    public abstract void Complete(int token);
}
