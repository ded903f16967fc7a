namespace Valhalla.Governance.Operations.FollowUp;

/// <summary>When one step of a ladder is planned, and when it is due.</summary>
internal readonly record struct FollowUpSlot(DateTimeOffset PlannedAt, DateTimeOffset DueAt);
