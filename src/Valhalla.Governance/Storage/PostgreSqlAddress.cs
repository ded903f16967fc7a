using System.Globalization;
using Npgsql;
using Valhalla.Governance.EntityFramework;

namespace Valhalla.Governance.Storage;

/// <summary>Reads the address of a PostgreSQL database.</summary>
/// <remarks>
/// URLs follow libpq, section "Connection URIs" of PostgreSQL's manual: several hosts, IPv6 in brackets, a socket's
/// folder as percent-encoded host or as parameter, and everything but the scheme optional.
/// </remarks>
internal static class PostgreSqlAddress
{
    private const string DefaultHost = "localhost";
    private const int DefaultPort = NpgsqlConnection.DefaultPort;

    private static readonly string[] Schemes = ["postgresql://", "postgres://"];

    /// <summary>What tells a connection string of PostgreSQL.</summary>
    public static readonly string[] HostKeywords = ["Host", "Server"];

    /// <summary>Whether a text begins as a PostgreSQL URL.</summary>
    /// <param name="text">The text.</param>
    public static bool IsUrl(string text) =>
        Schemes.Any(scheme => text.StartsWith(scheme, StringComparison.OrdinalIgnoreCase));

    /// <summary>Reads a connection string of Npgsql.</summary>
    /// <param name="text">The connection string.</param>
    /// <exception cref="ValhallaConfigurationException">It is not one.</exception>
    public static DatabaseAddress FromConnectionString(string text)
    {
        try
        {
            return Describe(new NpgsqlConnectionStringBuilder(text));
        }
        catch (Exception error) when (ConnectionKeywords.IsRefusal(error))
        {
            var keyword = ConnectionKeywords.FindRefused(text, new NpgsqlConnectionStringBuilder());
            throw Malformed(
                $"names a Host, and {(keyword is null ? "holds a keyword or a value" : $"its '{keyword}' is")} "
                + $"{(keyword is null ? "that Npgsql does not take" : "not taken by Npgsql, or has a wrong value")}. "
                + "Start with 'Host=localhost;Database=valhalla;Username=valhalla;Password=…'.");
        }
    }

    /// <summary>Reads <c>postgresql://user:password@host:port/database?parameter=value</c>.</summary>
    /// <param name="url">The URL.</param>
    /// <exception cref="ValhallaConfigurationException">A part of it is malformed.</exception>
    public static DatabaseAddress FromUrl(string url)
    {
        var rest = url[(url.IndexOf("://", StringComparison.Ordinal) + 3)..];
        var (beforeQuery, query) = CutAt(rest, rest.IndexOf('?', StringComparison.Ordinal));
        var (authority, database) = CutAt(beforeQuery, beforeQuery.IndexOf('/', StringComparison.Ordinal));

        // The last '@', so that one which was left unescaped in a password does no harm.
        var at = authority.LastIndexOf('@');
        var (hosts, credentials) = at < 0 ? (authority, null) : (authority[(at + 1)..], authority[..at]);
        var builder = new NpgsqlConnectionStringBuilder();
        if (credentials is not null)
        {
            var (user, password) = CutAt(credentials, credentials.IndexOf(':', StringComparison.Ordinal));
            builder.Username = Decode(user, "user");
            builder.Password = password is null ? null : Decode(password, "password");
        }

        if (!string.IsNullOrEmpty(database))
        {
            builder.Database = Decode(database, "database");
        }

        SetHosts(builder, hosts);
        foreach (var pair in (query ?? "").Split('&', StringSplitOptions.RemoveEmptyEntries))
        {
            var (key, value) = CutAt(pair, pair.IndexOf('=', StringComparison.Ordinal));
            if (!PostgreSqlParameters.TrySet(builder, Decode(key, "parameter"), Decode(value ?? "", "parameter")))
            {
                // Without credentials the '?' may have been part of a password, so nothing behind it is repeated.
                throw Malformed(
                    (credentials is null ? "has a parameter behind '?' that" : $"has the parameter '{key}', which")
                    + $" is not known or has a wrong value. Known are {PostgreSqlParameters.Names}, and Npgsql's own "
                    + "keywords. A '?' that belongs to the password is written %3F.");
            }
        }

        return Describe(builder);
    }

    private static void SetHosts(NpgsqlConnectionStringBuilder builder, string hosts)
    {
        var read = hosts.Split(',').Select(ReadHost).ToArray();
        if (read is [var (host, port)])
        {
            builder.Host = host;
            builder.Port = port;
            return;
        }

        builder.Host = string.Join(',', read.Select(each => string.Create(
            CultureInfo.InvariantCulture,
            $"{(each.Host.Contains(':', StringComparison.Ordinal) ? $"[{each.Host}]" : each.Host)}:{each.Port}")));
    }

    private static (string Host, int Port) ReadHost(string text)
    {
        // The colons of an IPv6 address are inside brackets, and one behind them begins the port.
        var bracket = text.StartsWith('[') ? text.IndexOf(']', StringComparison.Ordinal) : -1;
        if (text.StartsWith('[') && bracket < 0)
        {
            throw Malformed("has an IPv6 address without its closing bracket. Write it as [::1]:5432.");
        }

        var (host, port) = CutAt(text, text.IndexOf(':', bracket + 1));
        host = Decode(host, "host").TrimStart('[').TrimEnd(']');
        if (host.Contains(':', StringComparison.Ordinal) && bracket < 0)
        {
            throw Malformed("has more than one ':' behind its host. Write an IPv6 address in brackets: [::1]:5432.");
        }

        return (host.Length == 0 ? DefaultHost : host, string.IsNullOrEmpty(port) ? DefaultPort : ReadPort(port));
    }

    private static int ReadPort(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port is > 0 and <= 65_535
            ? port
            : throw Malformed(
                "has a port that is not a number from 1 to 65535. Percent-encode special characters of the password: "
                + "'/' is %2F, ':' is %3A, '?' is %3F, '#' is %23, '@' is %40, '%' is %25.");

    private static DatabaseAddress Describe(NpgsqlConnectionStringBuilder builder)
    {
        var host = builder.Host ?? DefaultHost;
        var port = host.Contains(',', StringComparison.Ordinal) || host.StartsWith('/') ? "" : $":{builder.Port}";
        return new DatabaseAddress(
            DatabaseProvider.PostgreSql,
            builder.ConnectionString,
            $"PostgreSQL at {host}{port}, database {builder.Database ?? builder.Username}");
    }

    private static (string Before, string? After) CutAt(string text, int index) =>
        index < 0 ? (text, null) : (text[..index], text[(index + 1)..]);

    private static string Decode(string text, string part) =>
        PercentEncoding.Decode(text)
            ?? throw Malformed(
                $"holds a '%' in its {part} without two hexadecimal digits behind it. Write a plain '%' as %25.");

    private static ValhallaConfigurationException Malformed(string what) =>
        new(DatabaseErrors.MalformedAddress, $"DATABASE_URL {what}");
}
