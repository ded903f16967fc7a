namespace Valhalla.Governance;

/// <summary>
/// Where the state is kept, section <c>Valhalla</c>. The first of these that is set wins: <c>DATABASE_URL</c>,
/// <c>Valhalla:DatabaseUrl</c>, <c>ConnectionStrings:Valhalla</c>; without any of them it is an SQLite file.
/// </summary>
/// <remarks>
/// All three take <c>postgresql://user:password@host:port/database?sslmode=…</c>, <c>sqlite:///relative.db</c>,
/// <c>sqlite:////absolute.db</c>, or a connection string with <c>Host=</c> or <c>Data Source=</c>.
/// </remarks>
public sealed class DatabaseOptions
{
    /// <summary>The section these options are bound from.</summary>
    public const string SectionName = "Valhalla";

    /// <summary>The database, where the environment does not name it by <c>DATABASE_URL</c>. Default none.</summary>
    public string? DatabaseUrl { get; set; }

    /// <summary>
    /// The folder that relative SQLite paths start from, and that holds <c>valhalla.db</c> when no database is
    /// configured; the kill switch's local file goes there, too. Made when it is missing. A relative one starts from
    /// the content root. Default: the content root.
    /// </summary>
    public string? DataDirectory { get; set; }
}
