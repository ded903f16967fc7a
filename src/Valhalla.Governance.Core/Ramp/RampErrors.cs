namespace Valhalla.Governance.Ramp;

/// <summary>Ids of configuration errors of this feature; docs/reference/errors.md tells them all.</summary>
internal static class RampErrors
{
    /// <summary>A value in <c>Valhalla:Ramp</c> is out of its range: correct the named setting.</summary>
    public const string OptionOutOfRange = "VG1501";

    /// <summary><c>Valhalla:Ramp:StepPercents</c> does not rise from above 0 to at most 100, in steps of 0.01: correct
    /// the list.</summary>
    public const string StepsNotRising = "VG1502";

    /// <summary><c>Valhalla:Ramp:Triggers</c> names a trigger that does not exist: use one of the listed ids.</summary>
    public const string UnknownTrigger = "VG1503";

    /// <summary>A number is given for a trigger that reads a flag: remove it.</summary>
    public const string ThresholdDoesNotFit = "VG1504";
}
