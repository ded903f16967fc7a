namespace Valhalla.Governance.Operations.FollowUp;

/// <summary>A claim to make.</summary>
internal sealed record FollowUpClaimOrder(string Worker, Guid ClaimId, int Limit, TimeSpan Lease)
{
    /// <summary>How often one transaction looks for more tasks after it had to postpone some.</summary>
    public const int MaxRounds = 10;

    /// <summary>How many tasks are looked at together behind some that had to be postponed.</summary>
    private const int PageAfterPostponing = 200;

    /// <summary>
    /// How many tasks to take in a round. Where some had to wait, many more may: they are looked at by the page, and
    /// what is too much is let go again.
    /// </summary>
    /// <param name="round">From 0.</param>
    /// <param name="kept">How many tasks the claim has already.</param>
    public int CountFor(int round, int kept)
    {
        var missing = Limit - kept;
        return round == 0 ? missing : Math.Max(missing, PageAfterPostponing);
    }
}
