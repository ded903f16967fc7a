namespace Valhalla.Governance;

/// <summary>A place in the list of due tasks, which is sorted by due time and then by id.</summary>
/// <param name="DueAt">The due time of the task before.</param>
/// <param name="Id">The id of the task before.</param>
public readonly record struct FollowUpDueCursor(DateTimeOffset DueAt, long Id);
