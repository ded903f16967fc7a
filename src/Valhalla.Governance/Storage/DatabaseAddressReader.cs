using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Storage;

/// <summary>Reads the database's address from the host's configuration.</summary>
internal static class DatabaseAddressReader
{
    /// <summary>Reads it, and makes the folder of an SQLite file.</summary>
    /// <param name="options">The section <c>Valhalla</c>.</param>
    /// <param name="configuration">The host's configuration with the environment variables; may be null.</param>
    /// <param name="host">The host's environment; may be null.</param>
    /// <exception cref="ValhallaConfigurationException">The address is wrong, or the folder cannot be made.</exception>
    public static DatabaseAddress Read(
        IOptions<DatabaseOptions> options, IConfiguration? configuration, IHostEnvironment? host)
    {
        var root = Path.GetFullPath(host?.ContentRootPath ?? ".");
        var folder = Path.GetFullPath(options.Value.DataDirectory ?? ".", root);
        var text = FirstText(
            configuration?["DATABASE_URL"],
            options.Value.DatabaseUrl,
            configuration?.GetConnectionString("Valhalla"));
        var address = text is null ? SqliteAddress.Default(folder) : DatabaseAddress.Parse(text, folder);
        if (address.File is { } file)
        {
            MakeFolder(Path.GetDirectoryName(file)!);
        }

        return address;
    }

    private static string? FirstText(params ReadOnlySpan<string?> texts)
    {
        foreach (var text in texts)
        {
            if (!string.IsNullOrWhiteSpace(text))
            {
                return text;
            }
        }

        return null;
    }

    private static void MakeFolder(string folder)
    {
        try
        {
            Directory.CreateDirectory(folder);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new ValhallaConfigurationException(
                DatabaseErrors.FolderNotWritable,
                $"The folder {folder} of the SQLite file does not exist and cannot be made. Make it writable for this "
                + "process, or set Valhalla:DataDirectory to another folder.",
                error);
        }
    }
}
