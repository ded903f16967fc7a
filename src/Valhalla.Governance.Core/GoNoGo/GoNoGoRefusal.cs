namespace Valhalla.Governance;

/// <summary>Why a decision was refused, in the order in which they are told.</summary>
public enum GoNoGoRefusal
{
    /// <summary>No evaluation has this hash.</summary>
    EvaluationUnknown,

    /// <summary>It was decided on already.</summary>
    AlreadyDecided,

    /// <summary>The kill switch is engaged.</summary>
    KillSwitchEngaged,

    /// <summary>There is a newer evaluation.</summary>
    EvaluationSuperseded,

    /// <summary>It is older than its lifetime.</summary>
    EvaluationExpired,

    /// <summary>Its outcome is NO-GO.</summary>
    EvaluationNoGo,

    /// <summary>A role has no signature that counts.</summary>
    SignOffMissing,

    /// <summary>What the evidence says now is no GO any more.</summary>
    EvidenceChanged,
}
