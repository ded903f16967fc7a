namespace Valhalla.Governance.EntityFramework.Sqlite;

/// <summary>What a parameter holds.</summary>
internal enum SqliteBindingKind : byte
{
    /// <summary>Something that is not remembered.</summary>
    Unknown,
    Null,
    Integer,
    Real,
    Text,
    Instant,
    Day,
}
