namespace Valhalla.Governance.Retention;

/// <summary>The right to run retention, and the run it is for.</summary>
/// <param name="Owner">The process that holds it.</param>
/// <param name="Fencing">Counts the changes of the owner: a write under an older one is refused.</param>
/// <param name="StartedAt">When the run began, by the store's clock.</param>
internal sealed record RetentionLease(string Owner, long Fencing, DateTimeOffset StartedAt)
{
    /// <summary>How long a run that makes no step keeps others from taking over.</summary>
    public static readonly TimeSpan Duration = TimeSpan.FromMinutes(5);
}
