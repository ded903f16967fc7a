using System.Text.Json.Nodes;

namespace Valhalla.Governance.Cli.Tests.Harness;

/// <summary>What one run of <c>valhalla</c> did.</summary>
internal sealed record CliResult(int ExitCode, string Out, string Error)
{
    public JsonNode Json => JsonNode.Parse(Out)!;

    /// <summary>Checks the exit code, and shows what was written when it is another one.</summary>
    public CliResult Expect(int exitCode)
    {
        Assert.True(exitCode == ExitCode, $"Exit code {ExitCode} instead of {exitCode}.\n{Out}\n{Error}");
        return this;
    }

    /// <summary>Checks the exit code, and that the error holds a text.</summary>
    public CliResult Expect(int exitCode, string error)
    {
        var written = Expect(exitCode).Error;
        Assert.True(written.Contains(error, StringComparison.Ordinal), $"\"{error}\" is not in: {written}");
        return this;
    }
}
