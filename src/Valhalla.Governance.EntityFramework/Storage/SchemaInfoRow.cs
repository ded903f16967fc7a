namespace Valhalla.Governance.EntityFramework;

/// <summary>The one row of <c>schema_info</c>, written in the transaction that seeds the store.</summary>
internal sealed class SchemaInfoRow
{
    public const int SingleId = 1;

    /// <summary>The version of the schema that this build works with.</summary>
    public const int CurrentVersion = 1;

    public int Id { get; set; } = SingleId;

    public int Version { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}
