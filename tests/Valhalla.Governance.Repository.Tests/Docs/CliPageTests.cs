using System.CommandLine;
using System.Text.RegularExpressions;
using Valhalla.Governance.Cli.Invocation;
using Valhalla.Governance.Repository.Tests.Tidy;

namespace Valhalla.Governance.Repository.Tests.Docs;

/// <summary>The page of the command line tells every verb and option, and each command on it can be run.</summary>
public sealed partial class CliPageTests
{
    private const string Page = "docs/reference/cli.md";

    /// <summary>Every make target and command of the go/no-go playbook (003).</summary>
    private static readonly string[] PlaybookCommands =
    [
        "make release-gates", "make preflight", "make go-nogo", "python scripts/go_nogo_check.py", "make influence",
        "make ramp-10", "make ramp-status", "make kill-switch", "make influence-set PCT=25", "make budget-guard-now",
        "curl localhost:9108/metrics, grep influence", "curl localhost:9110/metrics, grep probe",
    ];

    private static readonly RootCommand Root = ValhallaCommand.Build(new Terminal
    {
        Out = TextWriter.Null,
        Error = TextWriter.Null,
        In = TextReader.Null,
        IsInteractive = false,
        UserName = "test",
        Variable = _ => null,
        Time = TimeProvider.System,
        Folder = Path.GetTempPath(),
    });

    private static readonly IReadOnlyList<MarkdownTable> Tables = MarkdownTable.ReadAll(Page);

    [Fact]
    public void Verbs_OfTheTree_AreAllListedAndNoOthers() => Assert.Equal(
        VerbsOf(Root).Order(StringComparer.Ordinal), Column("Verb", 0).Order(StringComparer.Ordinal));

    [Fact]
    public void Aliases_OfTheTree_AreNamed()
    {
        var text = RepositoryFile.All.Single(file => file.Path == Page).Text;

        Assert.All(AliasesOf(Root), alias => Assert.Contains($"also `{alias}`", text));
    }

    [Fact]
    public void Options_OfEveryVerb_AreAllListed() => Assert.Equal(
        Root.Options.Where(option => option is not VersionOption and not System.CommandLine.Help.HelpOption)
            .Select(option => string.Join(", ", option.Aliases.Prepend(option.Name)))
            .Order(StringComparer.Ordinal),
        Column("Option", 0).Order(StringComparer.Ordinal));

    [Fact]
    public void ExitCodes_OfTheCode_AreListed() => Assert.Equal(
        new[] { ExitCodes.Ok, ExitCodes.No, ExitCodes.Error }.Select(code => code.ToString(null, null)),
        Column("Code", 0));

    [Fact]
    public void Playbook_EveryCommand_HasAVerb() => Assert.Subset(
        Column("Playbook", 0).ToHashSet(), PlaybookCommands.ToHashSet());

    [Fact]
    public void Commands_OnThePage_CanBeRun()
    {
        var text = RepositoryFile.All.Single(file => file.Path == Page).Text;
        var commands = Command().Matches(text)
            .SelectMany(match => match.Groups["line"].Value.Split("&&", StringSplitOptions.TrimEntries))
            .Select(line => line.Split(" > ")[0])
            .Where(line => line.StartsWith("valhalla ", StringComparison.Ordinal))
            .ToArray();

        Assert.True(commands.Length > PlaybookCommands.Length, "The commands of the page were not found.");
        Assert.All(commands, line => Assert.Empty(Root.Parse(line["valhalla ".Length..]).Errors));
    }

    private static IEnumerable<string> Column(string first, int index) =>
        Tables.Where(table => table.FirstColumn == first).SelectMany(table => table.Rows).Select(row => row[index]);

    private static IEnumerable<string> VerbsOf(Command command, string path = "") =>
        command.Subcommands.SelectMany(child => VerbsOf(child, $"{path} {child.Name}".Trim()))
            .Concat(path.Length > 0 && command.Action is not null ? [path] : []);

    private static IEnumerable<string> AliasesOf(Command command, string path = "") =>
        command.Subcommands.SelectMany(child => child.Aliases.Select(alias => $"{path} {alias}".Trim())
            .Concat(AliasesOf(child, $"{path} {child.Name}".Trim())));

    // A line of a block, or what stands between back-ticks.
    [GeneratedRegex(
        @"(?:^|`)(?<line>valhalla [^`\n]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Command();
}
