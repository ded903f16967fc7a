namespace Valhalla.Governance.EntityFramework;

/// <summary>
/// VG0701: the schema is missing. VG0702: it is older than this build. VG0703: it is newer than this build.
/// VG0704: a storage setting is out of range. VG0705: the database cannot be used as it was named.
/// VG0706: the connection string has a setting that cannot be honoured.
/// Remedies: apply the schema (<c>valhalla db apply</c>, or schema mode Auto), update this node, correct the setting.
/// </summary>
internal static class StorageErrors
{
    public const string SchemaMissing = "VG0701";
    public const string SchemaOutdated = "VG0702";
    public const string SchemaTooNew = "VG0703";
    public const string SettingInvalid = "VG0704";
    public const string DatabaseUnusable = "VG0705";
    public const string ConnectionSettingRefused = "VG0706";
}
