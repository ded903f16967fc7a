namespace Valhalla.Governance.Operations.FollowUp;

/// <summary>Ids of configuration errors of this feature; docs/reference/errors.md tells them all.</summary>
internal static class FollowUpErrors
{
    /// <summary>
    /// <c>Valhalla:FollowUp:StepDelays</c> is no cadence: give exactly six ascending delays from 0 to 366 days.
    /// </summary>
    public const string InvalidStepDelays = "VG1301";
}
