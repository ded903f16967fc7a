namespace Valhalla.Governance.Heimdall;

/// <summary>Ids of configuration errors of this feature; docs/reference/errors.md tells them all.</summary>
internal static class HeimdallErrors
{
    /// <summary>A value in <c>Valhalla:Heimdall</c> is out of its range: correct the named setting.</summary>
    public const string OptionOutOfRange = "VG0301";
}
