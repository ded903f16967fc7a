namespace Valhalla.Governance.Notices;

/// <summary>The right to send the notices of one notifier, for a while.</summary>
/// <param name="Notifier">The notifier's name.</param>
/// <param name="Owner">The process that holds it.</param>
/// <param name="Fencing">Counts the changes of the owner: a write under an older one is refused.</param>
/// <param name="LastSequence">The last audit record that is dealt with.</param>
internal sealed record NoticeLease(string Notifier, string Owner, long Fencing, long LastSequence)
{
    /// <summary>The longest lease there is, the upper bound of <see cref="NoticeOptions.LeaseDuration"/>.</summary>
    public static readonly TimeSpan LongestDuration = TimeSpan.FromMinutes(10);
}
