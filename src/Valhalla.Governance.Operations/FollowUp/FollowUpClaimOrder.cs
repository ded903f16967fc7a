namespace Valhalla.Governance.Operations.FollowUp;

/// <summary>A claim to make.</summary>
internal sealed record FollowUpClaimOrder(string Worker, Guid ClaimId, int Limit, TimeSpan Lease)
{
    /// <summary>How often a claim looks for more tasks after it had to postpone some.</summary>
    public const int MaxRounds = 10;
}
