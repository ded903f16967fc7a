namespace Valhalla.Governance.Audit;

/// <summary>Why somebody was turned away, before or by a rule about persons.</summary>
internal enum RefusalKind
{
    /// <summary>Nobody knows who calls.</summary>
    Unauthenticated = 0,

    /// <summary>The caller may not do it.</summary>
    Forbidden = 1,

    /// <summary>A browser sent it on behalf of another site.</summary>
    CrossSiteRequest = 2,

    /// <summary>One person tried to count as two.</summary>
    SelfApproval = 3,
}
