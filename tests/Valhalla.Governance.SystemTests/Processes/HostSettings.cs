using System.Text.Json.Nodes;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.SystemTests.Processes;

/// <summary>How a sample is started. Nothing of the test run's own environment reaches its settings.</summary>
/// <param name="Folder">The working folder, and where its SQLite file and its local files go.</param>
public sealed record HostSettings(string Folder)
{
    private static readonly string[] Prefixes = ["ASPNETCORE_", "Valhalla__", "ConnectionStrings__", "Logging__"];
    private static readonly string[] Names =
        ["ENV", "GO_LIVE_ENFORCE", "DATABASE_URL", "DOTNET_ENVIRONMENT", "RETENTION_ENABLED", "RETENTION_CRON_MINUTES"];

    /// <summary>The project under samples.</summary>
    public string Sample { get; init; } = "SampleApi";

    /// <summary>Environment variables; a setting's ':' is written as two underscores.</summary>
    public IReadOnlyDictionary<string, string> Variables { get; init; } = new Dictionary<string, string>();

    /// <summary>Switches of the runtime and of libraries (<c>AppContext</c>), beside the sample's own.</summary>
    public IReadOnlyDictionary<string, bool> Switches { get; init; } = new Dictionary<string, bool>();

    /// <summary>The arguments: any free port, and the sample's own settings file.</summary>
    public IReadOnlyList<string> Arguments =>
        ["--urls", "http://127.0.0.1:0", "--contentRoot", Path.GetDirectoryName(RepositoryPaths.AssemblyOf(Sample))!];

    /// <summary>The same with another variable.</summary>
    public HostSettings With(string name, string value) =>
        this with { Variables = new Dictionary<string, string>(Variables) { [name] = value } };

    /// <summary>What <c>dotnet</c> is given before the assembly: nothing, or settings with the switches.</summary>
    public IReadOnlyList<string> RuntimeArguments()
    {
        if (Switches.Count == 0)
        {
            return [];
        }

        var own = Path.ChangeExtension(RepositoryPaths.AssemblyOf(Sample), ".runtimeconfig.json");
        var settings = JsonNode.Parse(File.ReadAllText(own))!;
        var properties = settings["runtimeOptions"]!["configProperties"]!.AsObject();
        foreach (var (name, value) in Switches)
        {
            properties[name] = value;
        }

        var path = Path.Combine(Folder, "switches.runtimeconfig.json");
        File.WriteAllText(path, settings.ToJsonString());
        return ["exec", "--runtimeconfig", path];
    }

    /// <summary>Writes the variables over an inherited environment.</summary>
    public void Apply(IDictionary<string, string?> environment)
    {
        var inherited = environment.Keys
            .Where(key => Prefixes.Any(prefix => key.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)))
            .Concat(Names);
        foreach (var name in inherited.ToArray())
        {
            environment.Remove(name);
        }

        environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        environment["Valhalla__DataDirectory"] = Folder;
        // Less work at start, of which these tests do a lot.
        environment["DOTNET_TieredPGO"] = "0";
        // Many hosts share this machine: a check that waits for a processor has not failed.
        environment["Valhalla__Runbook__CheckTimeout"] = "00:00:30";
        foreach (var (name, value) in Variables)
        {
            environment[name] = value;
        }
    }
}
