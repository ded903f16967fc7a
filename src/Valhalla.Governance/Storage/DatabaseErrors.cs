namespace Valhalla.Governance.Storage;

/// <summary>The error ids of the choice of a database.</summary>
internal static class DatabaseErrors
{
    /// <summary>
    /// The database is named in no known form. Remedy: set <c>DATABASE_URL</c> to
    /// <c>postgresql://user:password@host:5432/database</c>, <c>sqlite:///relative.db</c>,
    /// <c>sqlite:////absolute.db</c>, or a connection string with <c>Host=</c> or <c>Data Source=</c>.
    /// </summary>
    public const string UnknownForm = "VG0010";

    /// <summary>
    /// The database's address has a known form and a mistake in it. Remedy: correct the named part;
    /// percent-encode special characters of user, password and database in a URL.
    /// </summary>
    public const string MalformedAddress = "VG0011";

    /// <summary>
    /// The address names a database in memory, which two connections cannot share. Remedy: name a file, or use
    /// <c>AddValhallaCore()</c>, whose store lives in memory.
    /// </summary>
    public const string InMemory = "VG0012";

    /// <summary>
    /// The folder of the SQLite file does not exist and cannot be made. Remedy: make it writable for the process, or
    /// set <c>Valhalla:DataDirectory</c> to another folder.
    /// </summary>
    public const string FolderNotWritable = "VG0013";
}
