namespace Valhalla.Governance.Drill;

/// <summary>Ids of configuration errors of this feature; docs/reference/errors.md tells them all.</summary>
internal static class DrillErrors
{
    /// <summary>A value in <c>Valhalla:Drill</c> is out of its range: correct the named setting.</summary>
    public const string OptionOutOfRange = "VG1701";

    /// <summary><c>Valhalla:Build</c> is not 1 to 100 characters of text: correct it, or leave it out.</summary>
    public const string InvalidBuild = "VG1702";
}
