namespace Valhalla.Governance.Kpi;

/// <summary>Ids of configuration errors of this feature; docs/reference/errors.md tells them all.</summary>
internal static class KpiErrors
{
    /// <summary>A value in <c>Valhalla:Kpi</c> is out of its range: correct the named setting.</summary>
    public const string OptionOutOfRange = "VG0401";

    /// <summary>
    /// <c>Valhalla:Kpi:RetryDelay</c> is above <c>Valhalla:Kpi:MaxRetryDelay</c>: lower the first or raise the second.
    /// </summary>
    public const string RetryDelaysInconsistent = "VG0402";
}
