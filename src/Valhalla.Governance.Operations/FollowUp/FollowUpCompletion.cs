namespace Valhalla.Governance.Operations.FollowUp;

/// <summary>A completion to store.</summary>
internal sealed record FollowUpCompletion(
    long TaskId, string Actor, string? Outcome, Guid? ClaimId, DateTimeOffset At, long ResponseSeconds);
