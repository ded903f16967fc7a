namespace Valhalla.Governance.EntityFramework;

/// <summary>The one row of <c>schema_info</c>, written in the transaction that seeds the store.</summary>
internal sealed class SchemaInfoRow
{
    public const int SingleId = 1;

    public int Id { get; set; } = SingleId;

    public int Version { get; set; }

    public DateTimeOffset UpdatedAt { get; set; }
}
