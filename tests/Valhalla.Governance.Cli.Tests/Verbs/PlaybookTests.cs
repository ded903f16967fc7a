using System.CommandLine.Parsing;
using System.Text.RegularExpressions;
using Valhalla.Governance.Cli.Invocation;
using Valhalla.Governance.Cli.Tests.Harness;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Cli.Tests.Verbs;

/// <summary>The commands that the page gives for those of the go/no-go playbook are run, one after the other.</summary>
public sealed partial class PlaybookTests
{
    private const string Section = "## The playbook's commands";

    [Fact]
    public async Task Commands_OfThePlaybook_AreAnsweredWithYesOrNo()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(RepositoryPaths.Root, "docs", "reference", "cli.md"));
        var commands = Command().Matches(page[page.IndexOf(Section, StringComparison.Ordinal)..])
            .Select(match => match.Groups["arguments"].Value)
            .ToArray();
        Assert.InRange(commands.Length, 14, 40);
        using var file = await SqliteFile.CreateAsync();
        await using var app = await AppHost.StartAsync(file);
        string[] at = ["--url", app.Url, "--yes"];
        var cli = new CliRunner();
        var evaluation = (await cli.RunAsync(["gonogo", "evaluate", "-o", "json", .. at])).Json;

        foreach (var command in commands)
        {
            // What a playbook's command prints is signed by the next one.
            var hash = (string)((await cli.RunAsync(["gonogo", "evaluation", "-o", "json", .. at])).Json["hash"]
                ?? evaluation["hash"])!;
            var words = CommandLineParser.SplitCommandLine(command.Replace("HASH", hash, StringComparison.Ordinal));

            var result = await cli.RunAsync([.. words, .. at]);

            Assert.True(result.ExitCode is ExitCodes.Ok or ExitCodes.No, $"{command}: {result.Error}");
        }

        Assert.Equal(ExitCodes.No, (await cli.RunAsync(["status", .. at])).ExitCode);
    }

    // Between back-ticks in a table; the blocks below it are the same verbs.
    [GeneratedRegex(@"`valhalla (?<arguments>[^`]+)`", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Command();
}
