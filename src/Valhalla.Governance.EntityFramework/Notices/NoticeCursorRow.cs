using Valhalla.Governance.Notices;

namespace Valhalla.Governance.EntityFramework.Notices;

/// <summary>A row of <c>notice_cursor</c>: how far a notifier has come, and which process sends for it.</summary>
internal sealed class NoticeCursorRow
{
    public string Notifier { get; set; } = "";

    public long LastSequence { get; set; }

    public string? LeaseOwner { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }

    public long Fencing { get; set; }

    public NoticeLease ToLease() => new(Notifier, LeaseOwner ?? "", Fencing, LastSequence);
}
