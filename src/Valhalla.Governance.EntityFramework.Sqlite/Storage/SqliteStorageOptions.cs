using System.ComponentModel.DataAnnotations;

namespace Valhalla.Governance.EntityFramework.Sqlite;

/// <summary>Settings of the SQLite store, bound from <c>Valhalla:Storage:Sqlite</c>.</summary>
public sealed class SqliteStorageOptions
{
    /// <summary>The configuration section.</summary>
    public const string SectionName = "Valhalla:Storage:Sqlite";

    /// <summary>
    /// How long one attempt waits for another process that writes to the file, in milliseconds, 1 to 2 000.
    /// Default 400. Writers of this process wait for their turn and not for this.
    /// </summary>
    [Range(1, 2_000, ErrorMessage =
        "VG0704: Valhalla:Storage:Sqlite:BusyTimeoutMilliseconds is outside 1 to 2000. Correct or remove it.")]
    public int BusyTimeoutMilliseconds { get; set; } = 400;
}
