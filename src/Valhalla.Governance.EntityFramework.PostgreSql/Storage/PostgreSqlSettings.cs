using System.Data.Common;
using Npgsql;

namespace Valhalla.Governance.EntityFramework.PostgreSql;

/// <summary>
/// Takes a caller's connection string. What it sets is honoured, or refused by its name; what it leaves open is filled
/// in.
/// </summary>
internal static class PostgreSqlSettings
{
    /// <summary>
    /// One session each for listening, the ledger and KPI events, the lock of the schema and what runs under it, and
    /// one for everybody else.
    /// </summary>
    public const int MinPoolSize = 6;

    private const int PreparedStatements = 64;
    private const int MaxTimeoutSeconds = 300;

    // After a failover, when a new primary is looked for.
    private const int HostRecheckSeconds = 1;

    /// <exception cref="ValhallaConfigurationException">
    /// It cannot be read, or has a setting that cannot be honoured.
    /// </exception>
    public static NpgsqlConnectionStringBuilder Read(
        string connectionString, StorageOptions storage, PostgreSqlPooler pooler)
    {
        var settings = Parse(connectionString);
        var given = new DbConnectionStringBuilder { ConnectionString = settings.ConnectionString };
        RefuseWhatCannotWork(settings, given);
        ServerOptions.RefuseWeaker(settings.Options);
        TakeTimeouts(settings, given, storage);
        TakeHosts(settings, given);
        TakePreparation(settings, given, pooler);
        RequireFiles(settings, given);
        settings.Enlist = false;
        settings.ApplicationName ??= "valhalla";
        return settings;
    }

    private static NpgsqlConnectionStringBuilder Parse(string text)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(text);
        }
        catch (Exception exception) when (ConnectionKeywords.IsRefusal(exception))
        {
            var keyword = ConnectionKeywords.FindRefused(text, new NpgsqlConnectionStringBuilder());

            // Without the cause: its text may hold a part of the password.
            throw new ValhallaConfigurationException(
                StorageErrors.DatabaseUnusable,
                $"The PostgreSQL connection string cannot be read{(keyword is null ? "" : $", because of '{keyword}'")}"
                + ". Write it as Host=…;Database=…;Username=…;Password=….");
        }
    }

    private static void RefuseWhatCannotWork(NpgsqlConnectionStringBuilder settings, DbConnectionStringBuilder given)
    {
        Refuse(settings.Multiplexing, "Multiplexing=true", "transactions here span several commands", "Remove it");
        Refuse(
            settings.Enlist && given.ContainsKey("Enlist"),
            "Enlist=true",
            "the store decides in transactions of its own and takes no part in others",
            "Remove it");
        Refuse(
            given.TryGetValue("Server Compatibility Mode", out var mode)
                && !string.Equals(mode.ToString(), "None", StringComparison.OrdinalIgnoreCase),
            "Server Compatibility Mode",
            "the store needs a PostgreSQL server and its types",
            "Remove it");
        Refuse(!IsUtf8(settings.Encoding), "Encoding", "texts are kept and hashed as UTF-8", "Remove it");
        Refuse(
            settings.ClientEncoding is { } encoding && !IsUtf8(encoding),
            "Client Encoding (client_encoding)",
            "texts are kept and hashed as UTF-8",
            "Remove it");
        Refuse(
            settings.Pooling && settings.MaxPoolSize < MinPoolSize,
            "Maximum Pool Size",
            $"the store needs {MinPoolSize} connections or more, three of which it keeps",
            $"Set it to {MinPoolSize} or more");
        Refuse(
            settings.Pooling && settings.MinPoolSize > settings.MaxPoolSize,
            "Minimum Pool Size",
            "it is above Maximum Pool Size",
            "Lower it");
    }

    private static void TakeTimeouts(
        NpgsqlConnectionStringBuilder settings, DbConnectionStringBuilder given, StorageOptions storage)
    {
        settings.CommandTimeout = given.ContainsKey("Command Timeout")
            ? RequireTimeout(settings.CommandTimeout, "Command Timeout")
            : storage.CommandTimeoutSeconds;
        settings.Timeout = given.ContainsKey("Timeout")
            ? RequireTimeout(settings.Timeout, "Timeout (connect_timeout)")
            : storage.CommandTimeoutSeconds;
    }

    private static int RequireTimeout(int seconds, string name)
    {
        Refuse(
            seconds is < 1 or > MaxTimeoutSeconds,
            name,
            $"a wait has to end, after 1 to {MaxTimeoutSeconds} seconds",
            "Set it to a number of seconds within that, or remove it");
        return seconds;
    }

    private static void TakeHosts(NpgsqlConnectionStringBuilder settings, DbConnectionStringBuilder given)
    {
        // The driver keeps the writing as it was given: read-write, ReadWrite, read_write.
        var wanted = (settings.TargetSessionAttributes ?? "")
            .Replace("-", "", StringComparison.Ordinal)
            .ToUpperInvariant();
        Refuse(
            wanted is "STANDBY" or "READONLY" or "PREFERSTANDBY",
            "Target Session Attributes (target_session_attrs)",
            "the store reads from and writes to the primary only",
            "Set it to read-write or primary, or remove it");
        if (settings.Host?.Contains(',', StringComparison.Ordinal) != true)
        {
            // With one host there is nothing to choose, and the driver fails: a standby is refused in any case.
            settings.Remove("Target Session Attributes");
            settings.Remove("Load Balance Hosts");
            return;
        }

        if (wanted is "" or "ANY" or "PREFERPRIMARY")
        {
            settings.TargetSessionAttributes = "primary";
        }

        if (!given.ContainsKey("Host Recheck Seconds"))
        {
            settings.HostRecheckSeconds = HostRecheckSeconds;
        }
    }

    private static void TakePreparation(
        NpgsqlConnectionStringBuilder settings, DbConnectionStringBuilder given, PostgreSqlPooler pooler)
    {
        if (pooler == PostgreSqlPooler.Transaction)
        {
            Refuse(
                settings.MaxAutoPrepare > 0,
                "Max Auto Prepare",
                "behind a pooler that shares sessions nothing can be prepared",
                "Remove it, or remove Valhalla:Storage:PostgreSql:Pooler");
            if (!given.ContainsKey("No Reset On Close"))
            {
                // There is nothing of a session to reset, and it would cost the session of somebody else a round trip.
                settings.NoResetOnClose = true;
            }

            return;
        }

        if (!given.ContainsKey("Max Auto Prepare"))
        {
            settings.MaxAutoPrepare = PreparedStatements;
        }

        if (!given.ContainsKey("Auto Prepare Min Usages"))
        {
            settings.AutoPrepareMinUsages = 2;
        }
    }

    private static void RequireFiles(NpgsqlConnectionStringBuilder settings, DbConnectionStringBuilder given)
    {
        RequireFile(settings.SslCertificate, "SSL Certificate (sslcert)");
        RequireFile(settings.SslKey, "SSL Key (sslkey)");
        RequireFile(settings.RootCertificate, "Root Certificate (sslrootcert)");
        RequireFile(given.ContainsKey("Passfile") ? settings.Passfile : null, "Passfile");
    }

    private static void RequireFile(string? path, string name) =>
        Refuse(
            !string.IsNullOrEmpty(path) && !File.Exists(path),
            name,
            "it names a file that is not there, or that this process may not see",
            "Correct the path");

    private static bool IsUtf8(string name) =>
        string.Equals(name.Replace("-", "", StringComparison.Ordinal), "UTF8", StringComparison.OrdinalIgnoreCase);

    private static void Refuse(bool isWrong, string name, string why, string remedy)
    {
        if (isWrong)
        {
            throw ConnectionKeywords.Refusal(name, why, remedy);
        }
    }
}
