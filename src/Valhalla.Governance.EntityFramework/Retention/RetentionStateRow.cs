using Valhalla.Governance.Retention;

namespace Valhalla.Governance.EntityFramework.Retention;

/// <summary>The one row of <c>retention_state</c>: which process runs, and when the next run is due.</summary>
internal sealed class RetentionStateRow
{
    public const int SingleId = 1;

    public int Id { get; set; } = SingleId;

    public string? LeaseOwner { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }

    public long Fencing { get; set; }

    public DateTimeOffset? LastStartedAt { get; set; }

    public DateTimeOffset? LastFinishedAt { get; set; }

    public string? LastError { get; set; }

    public DateTimeOffset? NextRunAt { get; set; }

    public RetentionLease ToLease() => new(LeaseOwner ?? "", Fencing, LastStartedAt ?? default);
}
