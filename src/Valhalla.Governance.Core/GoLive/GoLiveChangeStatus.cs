namespace Valhalla.Governance;

/// <summary>What became of a requested go-live or kill-switch change.</summary>
public enum GoLiveChangeStatus
{
    /// <summary>The change is committed.</summary>
    Changed = 0,

    /// <summary>The state was as asked for already.</summary>
    Unchanged = 1,

    /// <summary>The kill is in force in this process and kept in a local file; the store is not reachable.</summary>
    LocalOnly = 2,

    /// <summary>The approval is recorded; more people have to approve the release.</summary>
    ApprovalRecorded = 3,

    /// <summary>Refused: a reason is needed for this change.</summary>
    ReasonRequired = 4,

    /// <summary>Refused: the runbook has blockers and no override was asked for.</summary>
    ChecksFailing = 5,

    /// <summary>Refused: this person has approved the release already.</summary>
    AlreadyApproved = 6,
}
