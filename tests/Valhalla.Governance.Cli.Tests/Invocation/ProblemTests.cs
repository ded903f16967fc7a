using Valhalla.Governance.Cli.Invocation;
using Valhalla.Governance.Cli.Tests.Harness;

namespace Valhalla.Governance.Cli.Tests.Invocation;

/// <summary>How refusals and strange answers are told.</summary>
public sealed class ProblemTests
{
    [Theory]
    [InlineData(400, ExitCodes.Error)]
    [InlineData(401, ExitCodes.No)]
    [InlineData(403, ExitCodes.No)]
    [InlineData(404, ExitCodes.Error)]
    [InlineData(409, ExitCodes.No)]
    [InlineData(422, ExitCodes.Error)]
    [InlineData(429, ExitCodes.Error)]
    [InlineData(503, ExitCodes.Error)]
    public async Task Problem_OfAStatus_IsOneLineAndAnExitCode(int status, int exitCode)
    {
        using var api = new ScriptedApi().Answer(
            """
            {"code":"a_code","detail":"Do this.","errors":{"reason":["Give one.","Or two."]},
            "failing_checks":["x","y"]}
            """,
            status,
            "application/problem+json");

        var result = (await api.RunAsync("golive", "disable")).Expect(exitCode);

        Assert.Equal(
            $"valhalla: a_code ({status}): Do this. reason: Give one., Or two. failing_checks: x, y.\n", result.Error);
        Assert.Empty(result.Out);
    }

    [Theory]
    [InlineData(200, "<html>", "text/html", "VG2005")]
    [InlineData(404, "<html>Not here", "text/html", "VG2005")]
    [InlineData(302, "", "text/plain", "VG2005")]
    [InlineData(200, "{", "application/json", "VG2005")]
    public async Task Answer_OfSomethingElse_SaysSo(int status, string body, string mediaType, string id)
    {
        using var api = new ScriptedApi().Answer(body, status, mediaType);

        (await api.RunAsync("status")).Expect(ExitCodes.Error, id);
    }

    [Fact]
    public async Task Text_WithControlCharacters_NeverReachesTheTerminal()
    {
        const string evil = "a\u001b[2Jb\u0007c\u009bd\u202ee\nf|g";
        var json = System.Text.Json.JsonSerializer.Serialize(evil);
        foreach (var form in (string[])["table", "md", "json"])
        {
            using var api = new ScriptedApi().Answer($$"""{"ok":true,"status":{{json}}}""")
                .Answer($$"""{"code":"x","detail":{{json}}}""", 409, "application/problem+json");

            var shown = (await api.RunAsync("status", "-o", form)).Expect(ExitCodes.Ok).Out;
            var told = (await api.RunAsync("status", "-o", form)).Expect(ExitCodes.No).Error;

            Assert.DoesNotContain(shown + told, character => (char.IsControl(character) && character != '\n')
                || character == '\u202e');
            Assert.Equal(2, told.Split('\n').Length);
            Assert.DoesNotContain("\nf", shown);
        }
    }

    [Fact]
    public async Task Markdown_CellWithAPipe_StaysOneCell()
    {
        using var api = new ScriptedApi().Answer("""{"ok":true,"status":"a|b<c>*d*"}""");

        Assert.Contains("| status | a\\|b&lt;c&gt;\\*d\\* |", (await api.RunAsync("status", "-o", "md")).Out);
    }

    [Theory]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("status", "extra")]
    [InlineData("status", "--timeout", "0")]
    [InlineData("status", "--timeout", "soon")]
    [InlineData("kill")]
    [InlineData("kill", "release", "--reson", "x")]
    public async Task Usage_Wrong_IsAnError(params string[] arguments)
    {
        var result = (await new CliRunner().RunAsync(
            [.. arguments.Where(argument => argument.Length > 0)])).Expect(ExitCodes.Error, "--help");

        Assert.Empty(result.Out);
    }

    [Theory]
    [InlineData("y", ExitCodes.Ok, 1)]
    [InlineData("yes", ExitCodes.Ok, 1)]
    [InlineData("n", ExitCodes.No, 0)]
    [InlineData("", ExitCodes.No, 0)]
    public async Task Question_Answered_DecidesWhetherAnythingIsSent(string typed, int exitCode, int requests)
    {
        using var api = new ScriptedApi().Answer("""{"ok":true}""");

        (await (api.Runner with { Typed = typed }).RunAsync(
            "golive", "enable", "--url", "http://app.test")).Expect(exitCode, "Enable production execution? [y/N]");

        Assert.Equal(requests, api.Requests.Count);
    }

    [Fact]
    public async Task Help_AndVersion_AreNoErrors()
    {
        Assert.Contains("kill", (await new CliRunner().RunAsync("--help")).Expect(ExitCodes.Ok).Out);
        Assert.NotEmpty((await new CliRunner().RunAsync("--version")).Expect(ExitCodes.Ok).Out);
    }

    [Fact]
    public async Task Timeout_NoAnswer_SaysSo()
    {
        using var silent = new SilentApi();

        (await new CliRunner { HttpHandler = () => silent }.RunAsync(
            "status", "--timeout", "1", "--url", "http://app.test")).Expect(ExitCodes.Error, "VG2004");
    }

    private sealed class SilentApi : HttpMessageHandler
    {
        protected override async Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            await Task.Delay(System.Threading.Timeout.Infinite, cancellationToken);
            throw new InvalidOperationException();
        }
    }
}
