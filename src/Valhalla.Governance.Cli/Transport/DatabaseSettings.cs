using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Valhalla.Governance.Cli.Invocation;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Cli.Transport;

/// <summary>The configuration of the library in this process: the application's, made fit for one run.</summary>
/// <param name="Configuration">The configuration.</param>
/// <param name="Address">The database.</param>
internal sealed record DatabaseSettings(IConfigurationRoot Configuration, DatabaseAddress Address)
{
    private const string PoolerKey = "Valhalla:Storage:PostgreSql:Pooler";

    /// <summary>Reads the settings file and the environment.</summary>
    /// <param name="database">The database's address.</param>
    /// <param name="settingsFile">The application's settings file; may be null.</param>
    /// <param name="scratchFolder">Where files may go that nobody needs afterwards.</param>
    /// <param name="terminal">The terminal.</param>
    /// <exception cref="CliException">The settings file cannot be read.</exception>
    /// <exception cref="ValhallaConfigurationException">The address is wrong.</exception>
    public static DatabaseSettings Read(string database, string? settingsFile, string scratchFolder, Terminal terminal)
    {
        var builder = new ConfigurationBuilder();
        if (settingsFile is not null)
        {
            builder.AddJsonStream(OpenSettings(Path.GetFullPath(settingsFile, terminal.Folder)));
        }

        builder.AddEnvironmentVariables();
        builder.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["DATABASE_URL"] = database,
            ["Valhalla:Storage:SchemaMode"] = "Validate",
            ["Valhalla:Http:EnforceGoLive"] = "false",
            // A kill that is not in the database is an error here, and no file may claim otherwise.
            ["Valhalla:GoLive:LatchFile"] = Path.Combine(scratchFolder, "kill-switch.json"),
        });
        try
        {
            var configuration = builder.Build();
            StandBehindAnyPooler(configuration, database);
            var folder = Path.GetFullPath(configuration["Valhalla:DataDirectory"] ?? ".", terminal.Folder);
            return new DatabaseSettings(configuration, DatabaseAddress.Parse(database, folder));
        }
        catch (Exception error) when (error is FormatException or InvalidDataException or JsonException)
        {
            throw new CliException(CliErrors.FileNotUsable, $"The file {settingsFile} holds no JSON settings.", error);
        }
    }

    /// <summary>
    /// A kill must not fail for a pooler that nobody named, and one command gains nothing from a session of its own.
    /// </summary>
    private static void StandBehindAnyPooler(IConfigurationRoot configuration, string database)
    {
        var preparesItself = database.Replace(" ", "", StringComparison.Ordinal)
            .Replace("%20", "", StringComparison.Ordinal)
            .Contains("MaxAutoPrepare", StringComparison.OrdinalIgnoreCase);
        if (configuration[PoolerKey] is null && !preparesItself)
        {
            configuration[PoolerKey] = "Transaction";
        }
    }

    /// <summary>Refuses an SQLite file that does not exist, before anything could make it.</summary>
    /// <exception cref="CliException">It does not.</exception>
    public void RequireFile()
    {
        if (Address.File is { } file && !File.Exists(file))
        {
            throw new CliException(
                CliErrors.DatabaseMissing,
                $"There is no SQLite file {file}, and nothing was made. Correct the path (sqlite:///relative.db, "
                + "sqlite:////absolute.db), or make the database with `valhalla db apply`.");
        }
    }

    private static FileStream OpenSettings(string path)
    {
        try
        {
            return File.OpenRead(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CliException(CliErrors.FileNotUsable, $"The settings file {path} cannot be read.", error);
        }
    }
}
