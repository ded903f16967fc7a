namespace Valhalla.Governance.Testing.PostgreSql;

/// <summary>Finds the PostgreSQL server programs of this machine.</summary>
public static class PostgreSqlInstallation
{
    private const string DebianFolder = "/usr/lib/postgresql";

    /// <summary>The folder of <c>initdb</c> and <c>pg_ctl</c>, newest version, or null when there is none.</summary>
    public static string? BinFolder { get; } = Find();

    /// <summary>True under continuous integration, where a missing server is a failure and not a skip.</summary>
    public static bool IsRequired => Environment.GetEnvironmentVariable("CI") == "true";

    /// <summary>Why PostgreSQL tests cannot run here, or null when they can.</summary>
    public static string? MissingReason => BinFolder is not null
        ? null
        : $"PostgreSQL is not installed: no initdb under {DebianFolder}/<version>/bin. "
            + "On Debian: apt-get install postgresql (eng/test.sh does it when it may).";

    private static string? Find()
    {
        if (!Directory.Exists(DebianFolder))
        {
            return null;
        }

        return Directory.GetDirectories(DebianFolder)
            .Select(folder => (
                Bin: Path.Combine(folder, "bin"),
                Version: int.TryParse(Path.GetFileName(folder), out var version) ? version : 0))
            .Where(candidate => File.Exists(Path.Combine(candidate.Bin, "initdb")))
            .OrderByDescending(candidate => candidate.Version)
            .Select(candidate => candidate.Bin)
            .FirstOrDefault();
    }
}
