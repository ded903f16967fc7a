using Valhalla.Governance.Cli.Invocation;
using Valhalla.Governance.Cli.Tests.Harness;
using Valhalla.Governance.Testing.PostgreSql;

namespace Valhalla.Governance.Cli.Tests.Transport;

/// <summary>What a run talks to, and what it says when that is not there.</summary>
public sealed class TargetTests
{
    // Discard, which nothing listens on here.
    private const string Nowhere = "http://127.0.0.1:9";

    [Fact]
    public async Task Run_NoTarget_NamesBothOptions() =>
        (await new CliRunner().RunAsync("status"))
            .Expect(ExitCodes.Error, "--url").Expect(ExitCodes.Error, "--database");

    [Fact]
    public async Task Run_MissingFile_SaysSoAndMakesNothing()
    {
        using var file = new SqliteFile();
        var cli = new CliRunner { Folder = file.Folder };

        foreach (var url in (string[])["sqlite:///missing.db", "sqlite:///no/such/folder.db", "Data Source=missing.db"])
        {
            (await cli.RunAsync("kill", "engage", "--database", url)).Expect(ExitCodes.Error, "VG2002");
        }

        Assert.Empty(Directory.GetFileSystemEntries(file.Folder));
    }

    [Fact]
    public async Task Run_OptionsAndVariables_OptionsGoFirst()
    {
        using var file = await SqliteFile.CreateAsync();
        var cli = new CliRunner
        {
            Variables = new Dictionary<string, string> { ["VALHALLA_URL"] = Nowhere, ["DATABASE_URL"] = file.Url },
        };

        (await cli.RunAsync("status", "--database", file.Url)).Expect(ExitCodes.Ok);
        (await cli.RunAsync("status")).Expect(ExitCodes.Error, "VG2004");
        (await (cli with { Variables = new Dictionary<string, string> { ["DATABASE_URL"] = file.Url } })
            .RunAsync("status")).Expect(ExitCodes.Ok);
    }

    [Theory]
    [InlineData("localhost:8000")]
    [InlineData("ftp://localhost")]
    [InlineData("http://ann:secret@localhost")]
    [InlineData("http://localhost?x=1")]
    public async Task Run_NoUrl_IsRefusedWithoutRepeatingIt(string url)
    {
        var result = (await new CliRunner().RunAsync("status", "--url", url)).Expect(ExitCodes.Error, "VG2003");

        Assert.DoesNotContain("secret", result.Error);
    }

    [Theory]
    [InlineData("mysql://x", "VG0010")]
    [InlineData("postgresql://u:secret@host:notaport/d", "VG0011")]
    public async Task Run_WrongDatabaseAddress_IsRefusedWithoutRepeatingIt(string database, string id)
    {
        var result = (await new CliRunner().RunAsync("status", "--database", database)).Expect(ExitCodes.Error, id);

        Assert.DoesNotContain("secret", result.Error);
    }

    [Fact]
    public async Task Run_DatabaseServerDown_SaysSoWithoutThePassword()
    {
        var result = (await new CliRunner().RunAsync(
            "kill", "engage", "--database", "postgresql://u:secret@127.0.0.1:9/d")).Expect(ExitCodes.Error, "VG2008");

        Assert.Contains("PostgreSQL at 127.0.0.1:9, database d", result.Error);
        Assert.DoesNotContain("secret", result.Error);
        Assert.Empty(result.Out);
    }

    [Fact]
    public async Task Run_PrefixInTheUrl_IsUsed()
    {
        using var api = new ScriptedApi().Answer("""{"ok":true}""").Answer("""{"ok":true}""");

        await api.Runner.RunAsync("status", "--url", "https://app.test/internal/api/");
        await api.Runner.RunAsync("status", "--url", "https://app.test");

        Assert.Equal(
            ["/internal/api/system/status", "/api/system/status"], api.Requests.Select(request => request.Path));
    }

    [Fact]
    public async Task Run_TokenWithoutTls_WarnsAndDoesNotShowIt()
    {
        using var api = new ScriptedApi().Answer("""{"ok":true}""");

        var result = (await api.RunAsync("status", "--token", "t0ken")).Expect(ExitCodes.Ok, "Use https");

        Assert.DoesNotContain("t0ken", result.Error + result.Out);
    }

    [Fact]
    public async Task KillEngage_ApplicationDown_GoesToItsDatabase()
    {
        using var file = await SqliteFile.CreateAsync();

        (await new CliRunner().RunAsync("kill", "engage", "--url", Nowhere, "--database", file.Url))
            .Expect(ExitCodes.Ok, "Going to its database");

        (await new CliRunner().RunAsync("status", "--database", file.Url)).Expect(ExitCodes.No);
    }

    [Fact]
    public async Task KillEngage_ApplicationCouldNotStoreIt_GoesToItsDatabase()
    {
        using var file = await SqliteFile.CreateAsync();
        using var api = new ScriptedApi().Answer("""{"ok":true,"status":"local_only","local_only":true}""", 202);

        (await api.RunAsync("kill", "engage", "--database", file.Url)).Expect(ExitCodes.Ok);

        (await new CliRunner().RunAsync("status", "--database", file.Url)).Expect(ExitCodes.No);
    }

    [Fact]
    public async Task KillEngage_OnlyOneNodeStops_IsAnError()
    {
        using var api = new ScriptedApi().Answer("""{"ok":true,"status":"local_only","local_only":true}""", 202);

        (await api.RunAsync("kill", "engage")).Expect(ExitCodes.Error, "VG2007");
    }

    [Fact]
    public async Task KillEngage_ApplicationRefuses_DoesNotGoRoundIt()
    {
        using var file = await SqliteFile.CreateAsync();
        using var api = new ScriptedApi().Answer(
            """{"code":"forbidden","status":403,"detail":"No."}""", 403, "application/problem+json");

        (await api.RunAsync("kill", "engage", "--database", file.Url)).Expect(ExitCodes.No, "forbidden (403)");

        (await new CliRunner().RunAsync("status", "--database", file.Url)).Expect(ExitCodes.Ok);
    }

    [Theory]
    [InlineData("kill engage", 404, "<html>", "text/html")]
    [InlineData("kill engage", 429, "{}", "application/json")]
    [InlineData("kill engage", 403, "<html>blocked</html>", "text/html")]
    [InlineData("kill engage", 403, """{"code":"go_live_disabled"}""", "application/problem+json")]
    [InlineData("kill engage", 302, "", "text/html")]
    [InlineData("kill engage", 400, """{"code":"invalid_json","detail":"x"}""", "application/problem+json")]
    [InlineData("kill engage", 200, "<html>", "text/html")]
    [InlineData("kill engage", 200, "{}", "application/json")]
    [InlineData("kill engage", 200, "{", "application/json")]
    [InlineData("kill engage", 502, "Bad gateway", "text/plain")]
    [InlineData("ramp kill", 404, "<html>", "text/html")]
    [InlineData("ramp kill", 503, "", "text/html")]
    [InlineData("ramp kill", 200, "{}", "application/json")]
    [InlineData("golive disable", 429, "", "text/html")]
    public async Task Stop_SomethingElseAnswers_GoesToItsDatabase(string verb, int status, string body, string type)
    {
        using var file = await SqliteFile.CreateAsync();
        using var api = new ScriptedApi().Answer(body, status, type);

        (await api.RunAsync([.. verb.Split(' '), "--database", file.Url]))
            .Expect(ExitCodes.Ok, "Going to its database");

        if (verb == "kill engage")
        {
            (await new CliRunner().RunAsync("status", "--database", file.Url)).Expect(ExitCodes.No);
        }
    }

    [Theory]
    [InlineData("kill engage", 401)]
    [InlineData("ramp kill", 403)]
    public async Task Stop_HostsLoginRefuses_DoesNotGoRoundIt(string verb, int status)
    {
        using var file = await SqliteFile.CreateAsync();
        using var api = new ScriptedApi().Answer("", status, "text/plain");

        (await api.RunAsync([.. verb.Split(' '), "--database", file.Url])).Expect(ExitCodes.No);

        (await new CliRunner().RunAsync("status", "--database", file.Url)).Expect(ExitCodes.Ok);
    }

    [Theory]
    [InlineData("a\nb", "a b")]
    [InlineData("", null)]
    [InlineData("\u0007bell", " bell")]
    public async Task KillEngage_AnyReason_Stops(string reason, string? kept)
    {
        using var file = await SqliteFile.CreateAsync();

        var result = (await new CliRunner().RunAsync(
            "kill", "engage", "--reason", reason, "--actor", "a\nb", "-o", "json", "--database", file.Url))
            .Expect(ExitCodes.Ok, "note: ");

        Assert.Equal(kept, (string?)result.Json["reason"]);
        (await new CliRunner().RunAsync("status", "--database", file.Url)).Expect(ExitCodes.No);
    }

    [Fact]
    public async Task KillEngage_VeryLongReason_Stops()
    {
        using var file = await SqliteFile.CreateAsync();

        (await new CliRunner().RunAsync(
            "kill", "engage", "--reason", new string('x', 200_000), "--database", file.Url)).Expect(ExitCodes.Ok);

        var record = (await new CliRunner().RunAsync("audit", "list", "-o", "json", "--database", file.Url)).Json[0]!;
        Assert.Equal(1_000, ((string?)record["reason"])!.Length);
    }

    [Fact]
    public async Task Run_VariablesWithALineBreakBehind_AreTrimmed()
    {
        using var api = new ScriptedApi().Answer("""{"kill_switch_engaged":true}""");
        using var file = await SqliteFile.CreateAsync();
        var variables = new Dictionary<string, string>
        {
            ["VALHALLA_URL"] = "https://app.test:8000\n",
            ["VALHALLA_TOKEN"] = "t0ken\r\n",
            ["DATABASE_URL"] = file.Url + "\n",
        };

        (await (api.Runner with { Variables = variables }).RunAsync("kill", "engage")).Expect(ExitCodes.Ok);
        variables.Remove("VALHALLA_URL");

        (await (api.Runner with { Variables = variables }).RunAsync("status")).Expect(ExitCodes.Ok);
        Assert.Equal("/api/governance/go-live/kill-switch/engage", Assert.Single(api.Requests).Path);
    }

    [Theory]
    [InlineData("t0\nken")]
    [InlineData("t0 ken")]
    [InlineData("tökèn")]
    public async Task Run_TokenThatIsNone_IsRefusedAndKillGoesToTheDatabase(string token)
    {
        using var api = new ScriptedApi();
        using var file = await SqliteFile.CreateAsync();

        (await api.RunAsync("status", "--token", token)).Expect(ExitCodes.Error, "VG2009");
        (await api.RunAsync("kill", "engage", "--token", token)).Expect(ExitCodes.Error, "VG2009");
        (await api.RunAsync("kill", "engage", "--token", token, "--database", file.Url)).Expect(ExitCodes.Ok);
    }

    [Fact]
    public async Task KillEngage_AddressThatIsNone_GoesToTheDatabase()
    {
        using var file = await SqliteFile.CreateAsync();

        (await new CliRunner().RunAsync("kill", "engage", "--url", "localhost:8000", "--database", file.Url))
            .Expect(ExitCodes.Ok, "Going to its database");
    }

    [PostgreSqlFact]
    public async Task KillEngage_PostgreSql_IsStored()
    {
        var server = await PostgreSqlServer.GetAsync();
        string[] at = ["--database", await server.CreateDatabaseAsync()];
        var cli = new CliRunner();
        (await cli.RunAsync(["kill", "engage", .. at])).Expect(ExitCodes.Error, "valhalla db apply");
        (await cli.RunAsync(["db", "apply", .. at])).Expect(ExitCodes.Ok);

        (await cli.RunAsync(["kill", "engage", "--reason", "page", .. at])).Expect(ExitCodes.Ok);

        (await cli.RunAsync(["status", .. at])).Expect(ExitCodes.No);
        var record = (await cli.RunAsync(["audit", "list", "-o", "json", .. at])).Expect(ExitCodes.Ok).Json[0]!;
        Assert.Equal(CliRunner.DatabaseIdentity, (string?)record["actor"]);
    }

    [Fact]
    public async Task Settings_OfTheApplication_Count()
    {
        using var file = await SqliteFile.CreateAsync();
        var cli = new CliRunner { Folder = file.Folder };
        await File.WriteAllTextAsync(
            Path.Combine(file.Folder, "app.json"), """{"Valhalla":{"GoLive":{"ReleaseQuorum":2}}}""");
        string[] at = ["--database", file.Url, "--settings", "app.json"];
        (await cli.RunAsync(["kill", "engage", .. at])).Expect(ExitCodes.Ok);

        (await cli.RunAsync(["kill", "release", "--yes", "--reason", "over", .. at])).Expect(ExitCodes.No);

        (await cli.RunAsync(["status", .. at])).Expect(ExitCodes.No);
        (await cli.RunAsync("status", "--database", file.Url, "--settings", "none.json"))
            .Expect(ExitCodes.Error, "VG2010");
    }
}
