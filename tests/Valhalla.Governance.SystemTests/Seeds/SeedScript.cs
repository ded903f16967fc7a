using System.Text.Json.Nodes;
using Valhalla.Governance.SystemTests.Processes;

namespace Valhalla.Governance.SystemTests.Seeds;

/// <summary>
/// One shell block of the source documents, verbatim: the files of this folder are named after the document and the
/// block. A paragraph of it, up to a blank line, is one step.
/// </summary>
public sealed class SeedScript
{
    // The third document writes its calls without a host: curl /api/governance/…
    private const string HostlessCalls =
        """
        curl() { local all=() each; for each in "$@"; do all+=("${each/#\/api/http://localhost:8000/api}"); done
            command curl "${all[@]}"; }

        """;

    private readonly string _text;
    private readonly List<string> _unread;
    private readonly Uri _address;
    private readonly string _folder;

    /// <summary>Reads a block.</summary>
    /// <param name="name">The file's name without its ending.</param>
    /// <param name="address">Where the sample listens; its port takes the place of 8000.</param>
    /// <param name="folder">The working folder.</param>
    public SeedScript(string name, Uri address, string folder)
    {
        _text = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Seeds", name + ".sh"));
        _unread = [.. _text.Split("\n\n").Where(paragraph => paragraph.Contains("curl ", StringComparison.Ordinal))];
        _address = address;
        _folder = folder;
    }

    /// <summary>Runs the whole block.</summary>
    /// <returns>What it wrote.</returns>
    public Task<string> RunAsync()
    {
        _unread.Clear();
        return RunAsync(_text);
    }

    /// <summary>Runs the next step with a call in it.</summary>
    /// <param name="beginning">How it begins, as a check that this is the step that was meant.</param>
    /// <returns>What it wrote.</returns>
    public Task<string> StepAsync(string beginning)
    {
        var step = _unread[0];
        _unread.RemoveAt(0);
        Assert.StartsWith(beginning, step, StringComparison.Ordinal);
        return RunAsync(step);
    }

    /// <summary>Runs the next step with a call in it, which answers with JSON.</summary>
    public async Task<JsonNode> JsonAsync(string beginning) => JsonNode.Parse(await StepAsync(beginning))!;

    /// <summary>Fails when a step was left out.</summary>
    public void ExpectEnd() => Assert.Empty(_unread);

    private async Task<string> RunAsync(string text)
    {
        var (output, _) = await ShellScript.RunAsync(
            (HostlessCalls + text).Replace("localhost:8000", $"localhost:{_address.Port}", StringComparison.Ordinal),
            _folder);
        return output;
    }
}
