namespace Valhalla.Governance;

/// <summary>What became of a request to sign, in the order in which refusals are found.</summary>
public enum SignOffStatus
{
    /// <summary>The signature was recorded.</summary>
    Recorded,

    /// <summary>The same person has signed in the same role already; nothing changed.</summary>
    AlreadySigned,

    /// <summary>No evaluation has this hash.</summary>
    EvaluationUnknown,

    /// <summary>The evaluation was decided on: its signatures cannot be used again.</summary>
    AlreadyDecided,

    /// <summary>There is a newer evaluation.</summary>
    EvaluationSuperseded,

    /// <summary>The evaluation is too old to be decided on.</summary>
    EvaluationExpired,

    /// <summary>Another person holds the role.</summary>
    RoleTaken,

    /// <summary>The person has signed this evaluation in another role.</summary>
    PersonHoldsRole,
}
