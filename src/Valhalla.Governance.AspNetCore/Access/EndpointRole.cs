namespace Valhalla.Governance.AspNetCore.Access;

/// <summary>What a caller must be allowed to do.</summary>
internal enum EndpointRole
{
    /// <summary>Look at state, policies and records.</summary>
    Read = 0,

    /// <summary>Reserve, settle, record, evaluate, and change policies.</summary>
    Operate = 1,

    /// <summary>Open what a lever has closed: enable go-live, release the kill switch, promote, re-arm, sign.</summary>
    Approve = 2,

    /// <summary>Engage the kill switch, and nothing else.</summary>
    Kill = 3,
}
