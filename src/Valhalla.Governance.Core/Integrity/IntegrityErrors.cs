namespace Valhalla.Governance.Integrity;

/// <summary>Ids of configuration errors of this feature; docs/reference/errors.md tells them all.</summary>
internal static class IntegrityErrors
{
    /// <summary>A value in <c>Valhalla:Integrity</c> is out of its range: correct the named setting.</summary>
    public const string OptionOutOfRange = "VG2201";
}
