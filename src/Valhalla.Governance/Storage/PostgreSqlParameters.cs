using Npgsql;

namespace Valhalla.Governance.Storage;

/// <summary>The parameters of a libpq URL in the words of Npgsql.</summary>
internal static class PostgreSqlParameters
{
    private static readonly Dictionary<string, string> Keywords = new(StringComparer.Ordinal)
    {
        ["application_name"] = "Application Name",
        ["channel_binding"] = "Channel Binding",
        ["client_encoding"] = "Client Encoding",
        ["connect_timeout"] = "Timeout",
        ["dbname"] = "Database",
        ["host"] = "Host",
        ["options"] = "Options",
        ["password"] = "Password",
        ["port"] = "Port",
        ["sslcert"] = "SSL Certificate",
        ["sslkey"] = "SSL Key",
        ["sslmode"] = "SSL Mode",
        ["sslpassword"] = "SSL Password",
        ["sslrootcert"] = "Root Certificate",
        ["target_session_attrs"] = "Target Session Attributes",
        ["user"] = "Username",
    };

    /// <summary>The known parameters, for messages.</summary>
    public static string Names { get; } = string.Join(", ", Keywords.Keys);

    /// <summary>Sets a parameter.</summary>
    /// <param name="builder">Receives it.</param>
    /// <param name="name">The name in libpq's words, or a keyword of Npgsql.</param>
    /// <param name="value">The value in libpq's words.</param>
    /// <returns>False when the name is not known, or the value is wrong.</returns>
    public static bool TrySet(NpgsqlConnectionStringBuilder builder, string name, string value)
    {
        try
        {
            // libpq writes verify-full, where Npgsql has VerifyFull; the values of other parameters keep their dashes.
            builder[Keywords.GetValueOrDefault(name, name)] = name is "sslmode"
                ? value.Replace("-", "", StringComparison.Ordinal)
                : value;
            return true;
        }
        catch (Exception error) when (error is ArgumentException or FormatException or OverflowException
            or InvalidCastException or KeyNotFoundException)
        {
            return false;
        }
    }
}
