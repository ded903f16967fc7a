using Valhalla.Governance.Cli.Invocation;
using Valhalla.Governance.Cli.Tests.Harness;

namespace Valhalla.Governance.Cli.Tests.Verbs;

/// <summary>Answers about archives, notices and retention that a healthy application does not give.</summary>
public sealed class ScriptedArchiveTests
{
    private const string Lines = "application/x-ndjson";
    private const string Letter = """{"id":7,"notifier":"pager","notice":{"kind":"kill_switch_engaged"}}""";

    [Fact]
    public async Task AuditExport_APartThatLooksWhole_IsNotKept()
    {
        var folder = Directory.CreateTempSubdirectory("valhalla-cli-");
        try
        {
            using var api = new ScriptedApi().Answer("""{"sequence":1,"occ""", mediaType: Lines);
            var cli = api.Runner with { Folder = folder.FullName };

            (await cli.RunAsync("audit", "export", "--file", "audit.jsonl", "--url", "http://app.test:8000"))
                .Expect(ExitCodes.Error, "VG2011");

            Assert.Empty(folder.GetFiles());
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("missing/audit.jsonl")]
    [InlineData("taken/audit.jsonl")]
    [InlineData("folder")]
    public async Task AuditExport_ToAFileThatCannotBe_SaysWhich(string file)
    {
        var folder = Directory.CreateTempSubdirectory("valhalla-cli-");
        try
        {
            File.WriteAllText(Path.Combine(folder.FullName, "taken"), "");
            folder.CreateSubdirectory("folder.partial");
            using var api = new ScriptedApi().Answer("", mediaType: Lines);
            var cli = api.Runner with { Folder = folder.FullName };

            var result = (await cli.RunAsync("audit", "export", "--file", file, "--url", "http://app.test:8000"))
                .Expect(ExitCodes.Error, "VG2010");

            Assert.Contains(Path.Combine(folder.FullName, file), result.Error);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task AuditExport_ControlCharacters_DoNotReachTheTerminal()
    {
        using var api = new ScriptedApi().Answer("{\"reason\":\"\u001b[2Jé\"}\n", mediaType: Lines);

        Assert.Equal("{\"reason\":\"\uFFFD[2Jé\"}\n", (await api.RunAsync("audit", "export")).Expect(ExitCodes.Ok).Out);
    }

    [Theory]
    [InlineData("""{"code":"forbidden","detail":"No."}""", 403, "application/problem+json", ExitCodes.No, "forbidden")]
    [InlineData("[]", 200, "application/json", ExitCodes.Error, "VG2005")]
    public async Task AuditExport_AnotherAnswer_IsTold(string body, int status, string type, int exitCode, string error)
    {
        using var api = new ScriptedApi().Answer(body, status, type);

        Assert.Empty((await api.RunAsync("audit", "export", "--from", "5")).Expect(exitCode, error).Out);

        Assert.Equal("/api/governance/audit/export?from=5", api.Requests[0].Path);
    }

    [Theory]
    [InlineData("true", ExitCodes.Ok)]
    [InlineData("false", ExitCodes.No)]
    public async Task NoticeRetry_Delivery_IsTheExitCode(string ok, int exitCode)
    {
        using var api = new ScriptedApi().Answer($$"""{"ok":{{ok}},"dead_letter":{{Letter}}}""").Answer($"[{Letter}]");

        Assert.Contains("kill_switch_engaged", (await api.RunAsync("notices", "retry", "7")).Expect(exitCode).Out);
        Assert.Contains("pager", (await api.RunAsync("notices", "dead-letters", "--open")).Expect(ExitCodes.Ok).Out);

        Assert.Equal("/api/governance/notices/dead-letters/7/retry", api.Requests[0].Path);
        api.AssertBody(0, """{"actor":"operator-7"}""");
        Assert.Equal("/api/governance/notices/dead-letters?open=true", api.Requests[1].Path);
    }

    [Theory]
    [InlineData("null", ExitCodes.Ok)]
    [InlineData("\"disk full\"", ExitCodes.No)]
    public async Task RetentionStatus_LastError_IsTheExitCode(string error, int exitCode)
    {
        using var api = new ScriptedApi().Answer(
            $$"""{"enabled":true,"last_error":{{error}},"tables":[{"table":"kpi_event","days":400}]}""");

        Assert.Contains("kpi_event", (await api.RunAsync("retention", "status")).Expect(exitCode).Out);
    }
}
