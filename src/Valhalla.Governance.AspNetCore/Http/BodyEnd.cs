namespace Valhalla.Governance.AspNetCore.Http;

/// <summary>How the reading of a body ended.</summary>
internal enum BodyEnd
{
    /// <summary>All of it is there.</summary>
    Complete = 0,

    /// <summary>It is larger than its limit; its beginning is there.</summary>
    TooLarge = 1,

    /// <summary>It did not arrive in time; its beginning is there.</summary>
    TooSlow = 2,

    /// <summary>It broke off, or its encoding in the request is wrong; its beginning is there.</summary>
    BrokenOff = 3,
}
