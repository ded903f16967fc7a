using System.Data.Common;

namespace Valhalla.Governance.Storage;

/// <summary>Where the state is kept: a provider, and a connection string that it understands.</summary>
/// <param name="Provider">The provider.</param>
/// <param name="ConnectionString">May hold a password, so it is never written anywhere.</param>
/// <param name="Description">The same for people, without user and password.</param>
internal sealed record DatabaseAddress(DatabaseProvider Provider, string ConnectionString, string Description)
{
    /// <summary>The absolute path of the SQLite file; null for PostgreSQL.</summary>
    public string? File { get; init; }

    /// <summary>Whether nothing was configured, so that this is the embedded file.</summary>
    public bool IsDefault { get; init; }

    private const string Forms =
        "Use postgresql://user:password@host:5432/database, sqlite:///relative.db, sqlite:////absolute.db, or a "
        + "connection string that begins with Host= or Data Source=.";

    /// <summary>Reads an address in any of its forms.</summary>
    /// <param name="text">The value of <c>DATABASE_URL</c> or of the setting that stands for it.</param>
    /// <param name="dataDirectory">The absolute folder that relative SQLite paths start from.</param>
    /// <exception cref="ValhallaConfigurationException">
    /// It has none of the forms, or a mistake. The message never repeats the address, which may hold a password.
    /// </exception>
    public static DatabaseAddress Parse(string text, string dataDirectory)
    {
        text = text.Trim();
        if (PostgreSqlAddress.IsUrl(text))
        {
            return PostgreSqlAddress.FromUrl(text);
        }

        if (text.StartsWith("sqlite:", StringComparison.OrdinalIgnoreCase))
        {
            return SqliteAddress.FromUrl(text, dataDirectory);
        }

        var keywords = ReadKeywords(text);
        if (keywords.Overlaps(PostgreSqlAddress.HostKeywords))
        {
            return PostgreSqlAddress.FromConnectionString(text);
        }

        return keywords.Overlaps(SqliteAddress.FileKeywords)
            ? SqliteAddress.FromConnectionString(text, dataDirectory)
            : throw new ValhallaConfigurationException(
                DatabaseErrors.UnknownForm, $"DATABASE_URL has no form that is known here. {Forms}");
    }

    /// <summary>Hides the connection string, which a record would print.</summary>
    public override string ToString() => Description;

    private static HashSet<string> ReadKeywords(string text)
    {
        try
        {
            var builder = new DbConnectionStringBuilder { ConnectionString = text };
            return new HashSet<string>(builder.Keys.Cast<string>(), StringComparer.OrdinalIgnoreCase);
        }
        catch (ArgumentException)
        {
            // Not a connection string; its message could repeat a part of it.
            return [];
        }
    }
}
