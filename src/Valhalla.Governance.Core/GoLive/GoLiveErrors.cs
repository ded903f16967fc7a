namespace Valhalla.Governance.GoLive;

/// <summary>Ids of configuration errors of this feature; docs/reference/errors.md tells them all.</summary>
internal static class GoLiveErrors
{
    /// <summary>A value in <c>Valhalla:GoLive</c> is out of its range: correct the named setting.</summary>
    public const string OptionOutOfRange = "VG0101";

    /// <summary>
    /// <c>Valhalla:GoLive:PollInterval</c> is not shorter than <c>MaxStaleness</c>: lower the one or raise the other.
    /// </summary>
    public const string PollSlowerThanStaleness = "VG0102";

    /// <summary>
    /// <c>Valhalla:GoLive:RequiredPacks</c> names a pack that does not exist: use the letters A to K.
    /// </summary>
    public const string UnknownPack = "VG0103";

    /// <summary>
    /// <c>Valhalla:GoLive:ExemptPrefixes</c> holds something that is no plain path: start with '/' and name one.
    /// </summary>
    public const string InvalidExemptPrefix = "VG0104";
}
