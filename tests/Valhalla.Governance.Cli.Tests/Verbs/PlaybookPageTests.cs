using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Valhalla.Governance.Cli.Tests.Harness;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Cli.Tests.Verbs;

/// <summary>The playbook's page, command by command and wait by wait, on an application with a fake clock.</summary>
public sealed partial class PlaybookPageTests : IAsyncLifetime
{
    private static readonly string[] Levers = ["go_live.", "kill_switch.", "go_no_go.", "ramp."];

    private readonly FakeTimeProvider _clock = new();
    private readonly SqliteFile _file = new();
    private AppHost _app = null!;
    private CliRunner _cli = null!;

    public async Task InitializeAsync()
    {
        _app = await AppHost.StartAsync(_file, _clock);
        _cli = new CliRunner
        {
            // A person sits there, and confirms.
            Typed = "y\n",
            Time = _clock,
            Folder = _file.Folder,
        };
    }

    public async Task DisposeAsync()
    {
        await _app.DisposeAsync();
        _file.Dispose();
    }

    [Fact]
    public async Task Page_FromShadowToTenPercentAndBack_WorksAsItSays()
    {
        var page = await File.ReadAllTextAsync(Path.Combine(RepositoryPaths.Root, "docs", "playbook.md"));
        var steps = PageStep.ReadAll(page);
        Assert.True(steps.Count(step => step.Command.Length > 0) > 30, "The commands of the page were not found.");
        using var monitoring = new Monitoring(
            _app, _clock, PostedSignal().Matches(page).Select(match => match.Groups["signal"].Value).ToHashSet());
        await monitoring.PostAsync();
        var shell = new PageShell(_app, _cli);
        var influences = new List<decimal>();

        foreach (var step in steps)
        {
            await monitoring.PassAsync(step.Wait);
            if (step.Command.Length > 0)
            {
                var running = shell.RunAsync(step.Command);
                await monitoring.DuringAsync(
                    TimeSpan.FromMilliseconds(20), () => running.IsCompleted, $"{step.Command} has ended");
                var result = await running;
                Assert.True(
                    result.ExitCode == step.ExitCode,
                    $"{step.Command} ended with {result.ExitCode}.\n{result.Out}\n{result.Error}");
                influences.Add(await InfluenceAsync());
            }
        }

        decimal[] expected = [0, 1, 10, 5, 0];
        Assert.Equal(expected, influences.Where((value, i) => i == 0 || value != influences[i - 1]));
        Assert.Equal(TimeSpan.FromHours(4), TimeSpan.FromTicks(steps.Sum(step => step.Wait.Ticks)));
        await AssertAuditAsync();
        await AssertDecisionFileAsync();
    }

    private async Task AssertAuditAsync()
    {
        var records = (await RunAsync("audit", "list", "--limit", "1000", "-o", "json")).Json.AsArray();
        var ofLevers = records.Reverse()
            .Select(record => (Action: (string)record!["action"]!, Actor: (string)record["actor"]!))
            .Where(record => Levers.Any(lever => record.Action.StartsWith(lever, StringComparison.Ordinal)))
            .ToArray();
        Assert.Equal(
            [
                "go_live.enable", "kill_switch.drill", "kill_switch.drill", "go_no_go.sign_off", "go_no_go.sign_off",
                "go_no_go.sign_off", "go_no_go.decide", "ramp.arm", "ramp.step", "ramp.step", "ramp.set",
                "ramp.rollback", "kill_switch.engage", "kill_switch.release",
            ],
            ofLevers.Select(record => record.Action));
        Assert.Equal(
            ["rita", "olga", "tom"],
            ofLevers.Where(record => record.Action == "go_no_go.sign_off").Select(record => record.Actor));
        var rollback = records.Single(record => (string?)record!["action"] == "ramp.rollback")!;
        Assert.Equal("Page alert at T+125", (string?)rollback["reason"]);
    }

    private async Task AssertDecisionFileAsync()
    {
        var path = Assert.Single(
            Directory.GetFiles(Path.Combine(_file.Folder, "artifacts", "audit"), "*_go_nogo.json"));
        var written = JsonNode.Parse(await File.ReadAllTextAsync(path))!;
        var decided = Assert.Single((await RunAsync("gonogo", "decisions", "-o", "json")).Json.AsArray())!;
        Assert.Equal("GO", (string?)written["decision"]);
        Assert.Equal("rita", (string?)written["decided_by"]);
        Assert.Equal((string?)decided["hash"], (string?)written["hash"]);
        Assert.Equal(3, written["sign_offs"]!.AsArray().Count);
    }

    private async Task<decimal> InfluenceAsync() =>
        (decimal)(await RunAsync("influence", "-o", "json")).Json["influence_percent"]!;

    private async Task<CliResult> RunAsync(params string[] arguments) =>
        (await _cli.RunAsync([.. arguments, "--url", _app.Url])).Expect(0);

    // What the page has people and pipelines post, monitoring does not.
    [GeneratedRegex(
        @"(?<=^valhalla gonogo evidence .*)\b(?<signal>[a-z_]+)=",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        5000)]
    private static partial Regex PostedSignal();
}
