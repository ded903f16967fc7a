using Valhalla.Governance.Cli.Invocation;

namespace Valhalla.Governance.Cli.Tests.Verbs;

/// <summary>The verbs of a live deployment: board and ramp.</summary>
public abstract partial class VerbConformance
{
    [Fact]
    public async Task GoNoGo_WithoutEvidence_IsEvaluatedSignedAndDecidedAgainst()
    {
        (await RunAsync("gonogo", "evaluation")).Expect(ExitCodes.Error, "not_found (404)");
        var criteria = (await RunAsync("gonogo", "criteria", "--group", "technical")).Expect(ExitCodes.Ok).Out;
        Assert.Contains("security_scan", criteria);
        Assert.DoesNotContain("policy_entropy", criteria);
        (await RunAsync("gonogo", "evidence", "policy_entropy=0.93", "security_scan=PASS", "training_stable=true"))
            .Expect(ExitCodes.Ok);
        (await RunAsync("gonogo", "evidence", "Not_A_Signal=1")).Expect(ExitCodes.Error, "evidence[0].signal:");
        Assert.Contains("0.93", (await RunAsync("gonogo", "evidence")).Expect(ExitCodes.Ok).Out);

        (await RunAsync("preflight")).Expect(ExitCodes.No);
        (await RunAsync("release-gates")).Expect(ExitCodes.No);
        var evaluation = (await RunAsync("gonogo", "evaluate", "-o", "json")).Expect(ExitCodes.No).Json;
        var hash = (string)evaluation["hash"]!;
        var entropy = evaluation["criteria"]!.AsArray().Single(one => (string?)one!["id"] == "policy_entropy")!;
        Assert.Equal("PASS", (string?)entropy["status"]);

        (await RunAsync("gonogo", "ack", "ON_CALL", "--hash", hash, "--reason", "on duty")).Expect(ExitCodes.Ok);
        (await RunAsync("gonogo", "sign-off", "TECHNICAL_LEAD", "--hash", hash)).Expect(ExitCodes.No, "(409)");
        var signed = (await RunAsync("preflight", "-o", "json")).Expect(ExitCodes.No, "being signed").Json;
        Assert.Equal(hash, (string?)signed["criteria"]!["hash"]);

        (await RunAsync("gonogo", "decide", "GO", "--hash", hash, "--reason", "hope", "--yes"))
            .Expect(ExitCodes.No, "(409)");
        (await RunAsync("gonogo", "decide", "NO_GO", "--hash", hash)).Expect(ExitCodes.Error, "justification");
        (await RunAsync("gonogo", "decide", "NO_GO", "--hash", hash, "--reason", "no evidence")).Expect(ExitCodes.Ok);
        Assert.Contains("no evidence", (await RunAsync("gonogo", "decisions")).Expect(ExitCodes.Ok).Out);
        var review = (await RunAsync("review")).Out;
        Assert.Contains("| NO_GO |", review);
        Assert.Matches(@"## Next review\n\n\d{4}-", review);
    }

    [Fact]
    public async Task Ramp_WithoutADecision_StaysAtZero()
    {
        var status = (await RunAsync("influence", "-o", "json")).Expect(ExitCodes.Ok).Json;
        Assert.Equal(0, (int?)status["influence_bps"]);
        Assert.Equal(status.ToJsonString(), (await RunAsync("ramp", "status", "-o", "json")).Json.ToJsonString());
        Assert.Contains("decision_required", (await RunAsync("ramp", "status")).Expect(ExitCodes.Ok).Out);

        (await RunAsync("ramp", "step", "--to", "10", "--yes")).Expect(ExitCodes.No, "the next step is 1 %");
        (await RunAsync("ramp", "step", "--yes")).Expect(ExitCodes.No, "decision_required");
        (await RunAsync("influence", "set", "25", "--reason", "by hand", "--yes")).Expect(ExitCodes.No, "(409)");
        (await RunAsync("ramp", "set", "101", "--reason", "by hand", "--yes")).Expect(ExitCodes.Error, "percent:");
        (await RunAsync("ramp", "kill", "--reason", "page alert")).Expect(ExitCodes.Ok);
        Assert.Contains("SHADOW", (await RunAsync("ramp", "decide", "lead-1")).Expect(ExitCodes.Ok).Out);
        (await RunAsync("ramp", "compare")).Expect(ExitCodes.Ok);
    }
}
