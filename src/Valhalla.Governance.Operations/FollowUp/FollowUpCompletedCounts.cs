namespace Valhalla.Governance.Operations.FollowUp;

/// <summary>Tasks completed within a period up to <paramref name="Now"/>.</summary>
internal readonly record struct FollowUpCompletedCounts(
    DateTimeOffset Now, long Completed, long Within30Minutes, long Within2Hours);
