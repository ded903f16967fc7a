namespace Valhalla.Governance;

/// <summary>The answer to a reported contact.</summary>
/// <param name="Status">What became of it.</param>
/// <param name="Task">The task as it is stored now; null when there is none.</param>
public sealed record CompleteFollowUpResult(CompleteFollowUpStatus Status, FollowUpTask? Task);
