namespace Valhalla.Governance.GoNoGo;

/// <summary>What a comparison of a signal says.</summary>
internal enum SignalVerdict
{
    /// <summary>The comparison holds.</summary>
    Holds,

    /// <summary>It does not hold.</summary>
    DoesNotHold,

    /// <summary>Nobody has observed the signal.</summary>
    Missing,

    /// <summary>The newest observation is older than it may be, or from the future.</summary>
    Stale,

    /// <summary>The value is of a kind that cannot be compared with the threshold.</summary>
    WrongKind,
}
