using System.Diagnostics;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Repository.Tests.Tidy;

/// <summary>A text file that is committed, or would be.</summary>
/// <param name="Path">Relative to the root, with forward slashes.</param>
/// <param name="Text">Its content.</param>
internal sealed record RepositoryFile(string Path, string Text)
{
    private static readonly string[] BinaryExtensions = [".png", ".ico", ".woff2", ".gif", ".jpg", ".zip", ".snk"];

    /// <summary>Every text file that git tracks or would track.</summary>
    public static IReadOnlyList<RepositoryFile> All { get; } = [.. List().Select(Read)];

    public string[] Lines => Text.Split('\n');

    public bool IsCSharp => HasExtension(".cs");

    public bool IsMarkdown => HasExtension(".md");

    /// <summary>Migrations and their designer files are written by a tool.</summary>
    public bool IsGenerated => Path.Contains("/Migrations/", StringComparison.Ordinal)
        && Path.StartsWith("src/", StringComparison.Ordinal);

    public bool HasExtension(string extension) => Path.EndsWith(extension, StringComparison.Ordinal);

    private static RepositoryFile Read(string path) =>
        new(path, File.ReadAllText(System.IO.Path.Combine(RepositoryPaths.Root, path)).ReplaceLineEndings("\n"));

    private static IEnumerable<string> List()
    {
        var start = new ProcessStartInfo(
            "git", ["ls-files", "--cached", "--others", "--exclude-standard", "-z"])
        {
            WorkingDirectory = RepositoryPaths.Root,
            RedirectStandardOutput = true,
            UseShellExecute = false,
        };
        using var git = Process.Start(start)!;
        var output = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
        return output.Split('\0', StringSplitOptions.RemoveEmptyEntries)
            .Where(path => !BinaryExtensions.Contains(System.IO.Path.GetExtension(path)))
            // Listed by git but deleted in the working folder.
            .Where(path => File.Exists(System.IO.Path.Combine(RepositoryPaths.Root, path)))
            .Distinct()
            .Order(StringComparer.Ordinal);
    }
}
