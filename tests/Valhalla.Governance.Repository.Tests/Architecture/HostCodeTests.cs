using System.Text.RegularExpressions;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Repository.Tests.Architecture;

/// <summary>The host's log providers and listeners are reached only through what catches their exceptions.</summary>
public sealed partial class HostCodeTests
{
    [Fact]
    public void Source_LogsAndMeters_AreGuarded()
    {
        var found = Directory
            .EnumerateFiles(Path.Combine(RepositoryPaths.Root, "src"), "*.cs", SearchOption.AllDirectories)
            .Where(path => !path.Contains("/obj/", StringComparison.Ordinal)
                && !Path.GetFileName(path).StartsWith("Guarded", StringComparison.Ordinal)
                && Path.GetFileName(path) != "ValhallaMeter.cs"
                && Unguarded().IsMatch(File.ReadAllText(path)))
            .Select(path => Path.GetRelativePath(RepositoryPaths.Root, path));

        // Take GuardedLogger<T> in place of ILogger<T>, and ValhallaMeter.CreateCounter or CreateHistogram.
        Assert.Empty(found);
    }

    [GeneratedRegex(@"\bILogger<\w+>\??\s+\w|<ILogger<\w|\.Meter\.Create(Counter|Histogram|UpDownCounter|Gauge)<")]
    private static partial Regex Unguarded();
}
