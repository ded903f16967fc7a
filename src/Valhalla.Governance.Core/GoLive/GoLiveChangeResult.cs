namespace Valhalla.Governance;

/// <summary>The outcome of a go-live or kill-switch change.</summary>
/// <param name="Status">What became of it.</param>
/// <param name="State">The state after the call.</param>
/// <param name="FailingChecks">
/// The ids of the blocking runbook checks, when they are why the change was refused.
/// </param>
/// <param name="ApprovalsMissing">How many more people have to approve a release.</param>
public sealed record GoLiveChangeResult(
    GoLiveChangeStatus Status,
    GoLiveState State,
    IReadOnlyList<string> FailingChecks,
    int ApprovalsMissing = 0)
{
    /// <summary>
    /// The ids of the blocking runbook checks, when they are why the change was refused.
    /// </summary>
    public IReadOnlyList<string> FailingChecks
    {
        get;
        init => field = TextList.Of(value);
    } = TextList.Of(FailingChecks);

    /// <summary>What each of them says, its id first: what is wrong and which setting mends it.</summary>
    public IReadOnlyList<string> Remedies
    {
        get;
        init => field = TextList.Of(value);
    } = TextList.Of<string>([]);

    /// <summary>Whether the state is now as asked for, at least in this process.</summary>
    public bool Ok => Status is GoLiveChangeStatus.Changed
        or GoLiveChangeStatus.Unchanged or GoLiveChangeStatus.LocalOnly;
}
