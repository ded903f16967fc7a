namespace Valhalla.Governance.GoNoGo;

/// <summary>Ids of configuration errors of this feature; docs/reference/errors.md tells them all.</summary>
internal static class GoNoGoErrors
{
    /// <summary>A value in <c>Valhalla:GoNoGo</c> is out of its range: correct the named setting.</summary>
    public const string OptionOutOfRange = "VG1401";

    /// <summary>
    /// <c>Valhalla:GoNoGo:Criteria</c> names a criterion that does not exist: use an id of the board, or add it.
    /// </summary>
    public const string UnknownCriterion = "VG1402";

    /// <summary>A threshold is not of the kind its criterion needs: give a number, true or false, or a word.</summary>
    public const string WrongThreshold = "VG1403";

    /// <summary>Two criteria have one id: rename the host's own.</summary>
    public const string DuplicateCriterion = "VG1404";

    /// <summary>A criterion of the host makes no sense: correct the part that the message names.</summary>
    public const string InvalidCriterion = "VG1405";
}
