namespace Valhalla.Governance.Testing.Approvals;

/// <summary>
/// Compares an outward surface with a committed text file: public API, routes, OpenAPI document, meters, log ids.
/// A change of that surface is then a change somebody reads.
/// </summary>
public static class Approval
{
    /// <summary>Set to 1, this environment variable accepts everything as it is now.</summary>
    public const string AcceptVariable = "VALHALLA_APPROVE";

    /// <summary>The folder of the committed files.</summary>
    public static string Folder { get; } = Path.Combine(
        RepositoryPaths.Root, "tests", "Valhalla.Governance.Repository.Tests", "Approved");

    /// <summary>True when this run rewrites the committed files.</summary>
    public static bool IsAccepting => Environment.GetEnvironmentVariable(AcceptVariable) == "1";

    /// <summary>Fails when <paramref name="text"/> differs from the committed file of that name.</summary>
    /// <param name="name">The file name without its extension, such as <c>routes</c>.</param>
    /// <param name="text">The surface as text: sorted, no dates, no machine paths.</param>
    public static void Verify(string name, string text) => Verify(Folder, name, text, IsAccepting);

    internal static void Verify(string folder, string name, string text, bool accept)
    {
        var approvedPath = Path.Combine(folder, name + ".txt");
        var receivedPath = Path.Combine(folder, name + ".received.txt");
        var received = Normalize(text);
        File.Delete(receivedPath);
        if (accept)
        {
            Directory.CreateDirectory(folder);
            File.WriteAllText(approvedPath, received);
            return;
        }

        var approved = File.Exists(approvedPath) ? Normalize(File.ReadAllText(approvedPath)) : null;
        if (approved == received)
        {
            return;
        }

        File.WriteAllText(receivedPath, received);
        Assert.Fail(
            $"""
            '{name}' differs from what is approved: {Explain(approved, received)}
            Received: {Path.GetRelativePath(RepositoryPaths.Root, receivedPath)}
            Approved: {Path.GetRelativePath(RepositoryPaths.Root, approvedPath)}
            When the change is meant, accept it and commit the file: {AcceptVariable}=1 dotnet test (this project)
            """);
    }

    private static string Explain(string? approved, string received)
    {
        if (approved is null)
        {
            return "there is no approved file yet.";
        }

        var old = approved.Split('\n');
        var now = received.Split('\n');
        var removed = old.Except(now).Take(5).Select(line => $"\n  - {line}");
        var added = now.Except(old).Take(5).Select(line => $"\n  + {line}");
        var lines = string.Concat(removed.Concat(added));
        return lines.Length > 0 ? lines : "the order or the number of equal lines changed.";
    }

    private static string Normalize(string text) => text.ReplaceLineEndings("\n").TrimEnd() + "\n";
}
