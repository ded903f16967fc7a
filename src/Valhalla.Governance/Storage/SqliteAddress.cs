using Microsoft.Data.Sqlite;
using Valhalla.Governance.EntityFramework;

namespace Valhalla.Governance.Storage;

/// <summary>Reads the address of an SQLite file.</summary>
internal static class SqliteAddress
{
    /// <summary>The name of the embedded file that is used when no database is configured.</summary>
    public const string DefaultFile = "valhalla.db";

    private const string Prefix = "sqlite:///";

    /// <summary>What tells a connection string of SQLite.</summary>
    public static readonly string[] FileKeywords = ["Data Source", "DataSource", "Filename"];

    /// <summary>The address of the embedded file.</summary>
    /// <param name="dataDirectory">The absolute folder it is in.</param>
    public static DatabaseAddress Default(string dataDirectory) =>
        FromBuilder(new SqliteConnectionStringBuilder { DataSource = DefaultFile }, dataDirectory) with
        {
            IsDefault = true,
        };

    /// <summary>Reads <c>sqlite:///relative.db</c> (three slashes) or <c>sqlite:////absolute.db</c> (four).</summary>
    /// <param name="url">The URL; percent-encoded characters are decoded.</param>
    /// <param name="dataDirectory">The absolute folder that relative paths start from.</param>
    /// <exception cref="ValhallaConfigurationException">It has another form.</exception>
    public static DatabaseAddress FromUrl(string url, string dataDirectory)
    {
        if (!url.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase) || url.Length == Prefix.Length)
        {
            throw IsMemory(url)
                ? InMemory()
                : Malformed("begins with sqlite: and goes on in another way than sqlite:///relative.db (three slashes) "
                    + "or sqlite:////absolute.db (four).");
        }

        if (url.Contains('?', StringComparison.Ordinal))
        {
            throw Malformed(
                "has parameters behind '?', which sqlite:/// does not take. Give a connection string that begins with "
                + "Data Source= instead; write a question mark that belongs to the file's name as %3F.");
        }

        var path = PercentEncoding.Decode(url[Prefix.Length..])
            ?? throw Malformed("holds a '%' without two hexadecimal digits behind it. Write a plain '%' as %25.");
        return FromBuilder(new SqliteConnectionStringBuilder { DataSource = path }, dataDirectory);
    }

    /// <summary>Reads a connection string of Microsoft.Data.Sqlite.</summary>
    /// <param name="text">The connection string.</param>
    /// <param name="dataDirectory">The absolute folder that relative paths start from.</param>
    /// <exception cref="ValhallaConfigurationException">It is not one.</exception>
    public static DatabaseAddress FromConnectionString(string text, string dataDirectory)
    {
        try
        {
            return FromBuilder(new SqliteConnectionStringBuilder(text), dataDirectory);
        }
        catch (Exception error) when (ConnectionKeywords.IsRefusal(error))
        {
            var keyword = ConnectionKeywords.FindRefused(text, new SqliteConnectionStringBuilder());
            throw Malformed(
                $"names a Data Source, and {(keyword is null ? "a keyword or value" : $"its '{keyword}' or value")} "
                + "is not taken by Microsoft.Data.Sqlite. Start with 'Data Source=valhalla.db' alone.");
        }
    }

    private static DatabaseAddress FromBuilder(SqliteConnectionStringBuilder builder, string dataDirectory)
    {
        if (builder.Mode == SqliteOpenMode.Memory || IsMemory(builder.DataSource))
        {
            throw InMemory();
        }

        if (builder.DataSource.StartsWith("file:", StringComparison.OrdinalIgnoreCase))
        {
            throw Malformed("names an SQLite URI as its Data Source. Name the plain path of the file.");
        }

        builder.DataSource = Path.GetFullPath(builder.DataSource, dataDirectory);
        return new DatabaseAddress(
            DatabaseProvider.Sqlite, builder.ConnectionString, $"SQLite file {builder.DataSource}")
        {
            File = builder.DataSource,
        };
    }

    private static bool IsMemory(string source) =>
        source.Length == 0
        || source.Contains(":memory:", StringComparison.OrdinalIgnoreCase)
        || source.Contains("mode=memory", StringComparison.OrdinalIgnoreCase)
        || string.Equals(source, "sqlite://", StringComparison.OrdinalIgnoreCase);

    private static ValhallaConfigurationException InMemory() => new(
        DatabaseErrors.InMemory,
        "DATABASE_URL names an SQLite database in memory, which two connections cannot share. Name a file, such as "
        + "sqlite:///valhalla.db, or use AddValhallaCore(), whose store lives in memory.");

    private static ValhallaConfigurationException Malformed(string what) =>
        new(DatabaseErrors.MalformedAddress, $"DATABASE_URL {what}");
}
