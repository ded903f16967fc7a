using System.ComponentModel.DataAnnotations;

namespace Valhalla.Governance.EntityFramework;

/// <summary>Settings of every database, bound from <c>Valhalla:Storage</c>.</summary>
public sealed class StorageOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Valhalla:Storage";

    /// <summary>
    /// What to do about the schema at start. Null, the default: <see cref="EntityFramework.SchemaMode.Auto"/> when the
    /// host runs in Development, else <see cref="EntityFramework.SchemaMode.Validate"/>.
    /// </summary>
    [EnumDataType(typeof(SchemaMode), ErrorMessage =
        "VG0704: Valhalla:Storage:SchemaMode is none of Auto, Validate, None. Correct or remove it.")]
    public SchemaMode? SchemaMode { get; set; }

    /// <summary>
    /// How long one database command, and opening a connection, may take, in seconds, 1 to 300. Default 5. A time-out
    /// in the connection string wins over it.
    /// </summary>
    [Range(1, 300, ErrorMessage =
        "VG0704: Valhalla:Storage:CommandTimeoutSeconds is outside 1 to 300. Correct or remove it.")]
    public int CommandTimeoutSeconds { get; set; } = 5;
}
