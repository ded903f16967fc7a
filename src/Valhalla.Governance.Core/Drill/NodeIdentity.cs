using System.Reflection;
using System.Security.Cryptography;
using Microsoft.Extensions.Configuration;

namespace Valhalla.Governance.Drill;

/// <summary>Which process this is, among those that share a store.</summary>
/// <param name="Id">Unique for each start of a process.</param>
/// <param name="Build">What was built and deployed.</param>
internal sealed record NodeIdentity(string Id, string Build)
{
    public const string BuildKey = "Valhalla:Build";
    public const int MaxIdLength = 100;
    public const int MaxBuildLength = 100;

    /// <summary>The identity of this process.</summary>
    /// <exception cref="ValhallaConfigurationException">The configured build is not text (VG1702).</exception>
    public static NodeIdentity Create(IConfiguration? configuration)
    {
        var configured = configuration?[BuildKey];
        if (!string.IsNullOrEmpty(configured) && !TextRules.IsValid(configured, MaxBuildLength))
        {
            throw new ValhallaConfigurationException(
                DrillErrors.InvalidBuild,
                $"{BuildKey} is not 1 to {MaxBuildLength} characters without control characters. Correct it, or leave "
                + "it out to take the version of the application.");
        }

        // The host's name tells people where to look; the rest keeps two processes of one machine apart.
        var host = new string([.. System.Environment.MachineName.Where(char.IsAscii).Take(48)]);
        var id = $"{host}/{System.Environment.ProcessId}/{RandomNumberGenerator.GetHexString(8, lowercase: true)}";
        return new NodeIdentity(id, string.IsNullOrEmpty(configured) ? OfApplication() : configured);
    }

    private static string OfApplication()
    {
        var version = Assembly.GetEntryAssembly()
            ?.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion;
        return TextRules.IsValid(version, MaxBuildLength) ? version! : "unknown";
    }
}
