namespace Valhalla.Governance.Testing;

/// <summary>Where the repository and its build output are, seen from a running test.</summary>
public static class RepositoryPaths
{
    /// <summary>The folder that holds the solution file.</summary>
    public static string Root { get; } = FindRoot();

    /// <summary><c>debug</c> or <c>release</c>: the configuration the running test was built in.</summary>
    public static string Configuration { get; } =
        new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Name;

    /// <summary>The built assembly of a project such as <c>SampleApi</c>, in the same configuration.</summary>
    public static string AssemblyOf(string projectName)
    {
        var path = Path.Combine(Root, "artifacts", "bin", projectName, Configuration, projectName + ".dll");
        return File.Exists(path)
            ? path
            : throw new FileNotFoundException($"{projectName} is not built for {Configuration}: no {path}.", path);
    }

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Valhalla.Governance.sln")))
            {
                return folder.FullName;
            }
        }

        throw new InvalidOperationException($"No Valhalla.Governance.sln above {AppContext.BaseDirectory}.");
    }
}
