namespace Valhalla.Governance.Retention;

/// <summary>Ids of configuration errors of this feature; docs/reference/errors.md tells them all.</summary>
internal static class RetentionErrors
{
    /// <summary>A value in <c>Valhalla:Retention</c> is out of its range: correct the named setting.</summary>
    public const string OptionOutOfRange = "VG1901";

    /// <summary><c>RETENTION_ENABLED</c> or <c>RETENTION_CRON_MINUTES</c> cannot be read.</summary>
    public const string InvalidVariable = "VG1902";
}
