namespace Valhalla.Governance.EntityFramework.PostgreSql.Partitions;

/// <summary>Ids of configuration errors of this feature; docs/reference/errors.md tells them all.</summary>
internal static class PartitionErrors
{
    /// <summary><c>PartitionDaysAhead</c> is out of its range: a whole number from 2 to 60.</summary>
    public const string SettingInvalid = "VG2101";
}
