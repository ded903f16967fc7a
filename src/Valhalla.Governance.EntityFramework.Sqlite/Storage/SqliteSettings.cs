using Microsoft.Data.Sqlite;

namespace Valhalla.Governance.EntityFramework.Sqlite;

/// <summary>Takes a path or a caller's connection string: what it sets is honoured, or refused by its name.</summary>
internal static class SqliteSettings
{
    private const int MaxTimeoutSeconds = 300;

    /// <exception cref="ValhallaConfigurationException">
    /// It names no file, cannot be read, or has a setting that cannot be honoured.
    /// </exception>
    public static SqliteConnectionStringBuilder Read(string pathOrConnectionString, StorageOptions storage)
    {
        var settings = Parse(pathOrConnectionString);
        if (settings.DataSource.Length == 0
            || settings.DataSource.Contains(":memory:", StringComparison.Ordinal)
            || settings.Mode == SqliteOpenMode.Memory)
        {
            throw new ValhallaConfigurationException(
                StorageErrors.DatabaseUnusable,
                "SQLite needs a file, because several connections share it. Name a path such as valhalla.db; for "
                + "tests without a file, use the in-memory store.");
        }

        RefuseWhatIsNoPath(settings.DataSource);
        settings.DataSource = Path.GetFullPath(settings.DataSource);
        RefuseWhatCannotWork(settings);
        settings.ForeignKeys = true;
        settings.DefaultTimeout = settings.ShouldSerialize("Default Timeout")
            ? RequireTimeout(settings.DefaultTimeout)
            : storage.CommandTimeoutSeconds;
        return settings;
    }

    private static SqliteConnectionStringBuilder Parse(string text)
    {
        if (!text.Contains('=', StringComparison.Ordinal))
        {
            return new SqliteConnectionStringBuilder { DataSource = text };
        }

        try
        {
            return new SqliteConnectionStringBuilder(text);
        }
        catch (Exception exception) when (ConnectionKeywords.IsRefusal(exception))
        {
            var keyword = ConnectionKeywords.FindRefused(text, new SqliteConnectionStringBuilder());
            throw new ValhallaConfigurationException(
                StorageErrors.DatabaseUnusable,
                $"The SQLite connection string cannot be read{(keyword is null ? "" : $", because of '{keyword}'")}. "
                + "Name a path, or Data Source=path.");
        }
    }

    // Taken for paths, these would make a file that nobody looks for.
    private static void RefuseWhatIsNoPath(string source)
    {
        Refuse(
            source.StartsWith("file:", StringComparison.OrdinalIgnoreCase),
            "Data Source=file:",
            "the store watches the file by its path, and takes no parameters in it",
            "Name the path itself");
        Refuse(
            source.StartsWith("|DataDirectory|", StringComparison.OrdinalIgnoreCase),
            "|DataDirectory|",
            "which folder that is differs from process to process",
            "Name the path itself");
    }

    private static void RefuseWhatCannotWork(SqliteConnectionStringBuilder settings)
    {
        Refuse(
            settings.Mode == SqliteOpenMode.ReadOnly,
            "Mode=ReadOnly",
            "the store writes",
            "Remove it, and let this process write the file and its folder");
        Refuse(
            settings.Mode == SqliteOpenMode.ReadWrite && !File.Exists(settings.DataSource),
            "Mode=ReadWrite",
            $"there is no file {settings.DataSource}, and that mode makes none",
            "Correct the path, or remove the mode");
        Refuse(
            settings.Cache == SqliteCacheMode.Shared,
            "Cache=Shared",
            "connections that share a cache lock each other's tables, and do not wait for them",
            "Remove it");
        Refuse(
            settings.ShouldSerialize("Foreign Keys") && settings.ForeignKeys == false,
            "Foreign Keys=False",
            "the store keeps them on",
            "Remove it");
        Refuse(
            !string.IsNullOrEmpty(settings.Vfs),
            "Vfs",
            "the store counts on the locks and the flushes of the usual one",
            "Remove it");
        Refuse(
            settings.Password.Length > 0 && !CanEncrypt(),
            "Password",
            "the SQLite library of this process cannot encrypt, and would write the file in the clear",
            "Remove it, or bring an SQLite library that encrypts");
    }

    /// <summary>Whether the library says of itself that it is one of the two that encrypt.</summary>
    private static bool CanEncrypt()
    {
        using var connection = new SqliteConnection("Data Source=:memory:");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA cipher_version";
        if (command.ExecuteScalar() is not null)
        {
            return true;
        }

        command.CommandText = "PRAGMA cipher";
        return command.ExecuteScalar() is not null;
    }

    private static int RequireTimeout(int seconds)
    {
        Refuse(
            seconds is < 1 or > MaxTimeoutSeconds,
            "Default Timeout",
            $"a wait has to end, after 1 to {MaxTimeoutSeconds} seconds",
            "Set it to a number of seconds within that, or remove it");
        return seconds;
    }

    private static void Refuse(bool isWrong, string name, string why, string remedy)
    {
        if (isWrong)
        {
            throw ConnectionKeywords.Refusal(name, why, remedy);
        }
    }
}
