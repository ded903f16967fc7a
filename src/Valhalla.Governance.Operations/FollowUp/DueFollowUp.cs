namespace Valhalla.Governance;

/// <summary>A due task that nobody has claimed.</summary>
/// <param name="Task">The task.</param>
/// <param name="IsWindowOpen">
/// Whether the lead may be contacted now. A task whose window closed before anybody came stays in the list until a
/// claim moves it on; do not contact its lead.
/// </param>
public sealed record DueFollowUp(FollowUpTask Task, bool IsWindowOpen);
