namespace Valhalla.Governance;

/// <summary>What sending a dead letter again came to.</summary>
/// <param name="Status">How it ended.</param>
/// <param name="DeadLetter">The dead letter as it is now; null when there is none of the id.</param>
public sealed record NoticeRetryResult(NoticeRetryStatus Status, NoticeDeadLetter? DeadLetter);
