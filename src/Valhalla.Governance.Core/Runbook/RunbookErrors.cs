namespace Valhalla.Governance.Runbook;

/// <summary>Ids of configuration errors of this feature; docs/reference/errors.md tells them all.</summary>
internal static class RunbookErrors
{
    /// <summary>A value in <c>Valhalla:Runbook</c> is out of its range: correct the named setting.</summary>
    public const string OptionOutOfRange = "VG0601";

    /// <summary>A runbook check has no usable id: use 1 to 64 characters of <c>a-z 0-9 _ . -</c>.</summary>
    public const string InvalidCheckId = "VG0602";
}
