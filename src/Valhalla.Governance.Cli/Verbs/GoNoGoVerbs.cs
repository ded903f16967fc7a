using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Valhalla.Governance.Cli.Api;
using Valhalla.Governance.Cli.Invocation;
using Valhalla.Governance.Cli.Output;

namespace Valhalla.Governance.Cli.Verbs;

/// <summary><c>gonogo</c>: evidence, evaluation, signatures and decisions of a live deployment.</summary>
internal static class GoNoGoVerbs
{
    private const string Go = "GO";

    public static Command Build(VerbRunner runner) => VerbRunner.Group(
        "gonogo",
        "Evaluates, signs and decides whether a live deployment goes.",
        runner.Verb("evaluate", "Evaluates every criterion anew; 0 is GO, 1 is NO_GO.", static async call =>
            await call.ShowAsync(await EvaluateAsync(call), GoNoGoShapes.Evaluation, IsGo)),
        runner.Verb("evaluation", "Shows the newest evaluation with its signatures; 0 is GO, 1 is NO_GO.",
            static async call => await call.ShowAsync(
                await call.Api.GetAsync(GoNoGoShapes.Base + "evaluation"), GoNoGoShapes.Evaluation, IsGo)),
        SignOff(runner),
        Decide(runner),
        Criteria(runner),
        Evidence(runner),
        runner.Verb("decisions", "Lists the decisions, newest first.", static call => call.ShowAsync(
            GoNoGoShapes.Base + "decisions",
            static body => new Report(Title: null, GoNoGoShapes.Decisions(heading: null, body)))));

    /// <summary>Evaluates anew, which voids the signatures of the evaluation before.</summary>
    public static Task<ApiAnswer> EvaluateAsync(VerbCall call) => call.Api.PostAsync(
        GoNoGoShapes.Base + "evaluate", new JsonObject { ["actor"] = call.Run.Actor });

    private static bool IsGo(JsonNode body) => body.Text("outcome") == Go;

    private static Option<string> Hash() => new("--hash")
    {
        Description = "The hash of the evaluation that was looked at.",
        Required = true,
    };

    private static Command SignOff(VerbRunner runner)
    {
        var role = new Argument<string>("role") { Description = "RELEASE_CAPTAIN, ON_CALL or TECHNICAL_LEAD." };
        role.AcceptOnlyFromAmong(
            StringComparer.OrdinalIgnoreCase, "RELEASE_CAPTAIN", "ON_CALL", "TECHNICAL_LEAD");
        var hash = Hash();
        var command = runner.Verb(
            "sign-off",
            "Signs an evaluation in a role; --reason becomes the comment.",
            async call =>
            {
                var body = new JsonObject
                {
                    ["role"] = call.Run.Value(role)!.ToUpperInvariant(),
                    ["hash"] = call.Run.Value(hash),
                    ["actor"] = call.Run.Actor,
                    ["comment"] = call.Run.Reason,
                };
                return await call.ShowAsync(
                    await call.Api.PostAsync(GoNoGoShapes.Base + "sign-off", body), GoNoGoShapes.SignOff);
            },
            role, hash);
        command.Aliases.Add("ack");
        return command;
    }

    private static Command Decide(VerbRunner runner)
    {
        var decision = new Argument<string>("decision") { Description = "GO or NO_GO." };
        decision.AcceptOnlyFromAmong(StringComparer.OrdinalIgnoreCase, Go, "NO_GO");
        var hash = Hash();
        var review = TypedInput.TimeOption(
            "--next-review", "When to look again, such as 2026-12-01T09:00:00Z.");
        return runner.Verb(
            "decide",
            "Records the decision. Needs --reason, its justification. GO lets the ramp begin.",
            async call =>
            {
                var word = call.Run.Value(decision)!.ToUpperInvariant();
                if (word == Go && !await call.Run.ConfirmAsync("Decide GO, so that influence may rise above 0?"))
                {
                    return ExitCodes.No;
                }

                var body = new JsonObject
                {
                    ["decision"] = word,
                    ["hash"] = call.Run.Value(hash),
                    ["justification"] = call.Run.Reason,
                    ["next_review_at"] = call.Run.Value(review)?.UtcDateTime.ToString(
                        "yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
                    ["actor"] = call.Run.Actor,
                };
                return await call.ShowAsync(
                    await call.Api.PostAsync(GoNoGoShapes.Base + "decide", body), GoNoGoShapes.Decision);
            },
            decision, hash, review);
    }

    private static Command Criteria(VerbRunner runner)
    {
        var group = new Option<string?>("--group") { Description = "Only this group's, such as technical." };
        return runner.Verb(
            "criteria",
            "Lists the criteria and no-go rules with their thresholds.",
            call =>
            {
                var only = call.Run.Value(group);
                return call.ShowAsync(
                    GoNoGoShapes.CriteriaPath,
                    body => new Report(Title: null, GoNoGoShapes.Criteria(heading: null, GoNoGoShapes.Of(body, only))));
            },
            group);
    }

    private static Command Evidence(VerbRunner runner)
    {
        var items = new Argument<string[]>("evidence")
        {
            Description = "SIGNAL=VALUE, such as policy_entropy=0.93 or security_scan=true; none lists what is known.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var observed = TypedInput.TimeOption("--observed-at", "When it was seen. Default: now.");
        var detail = new Option<string?>("--detail") { Description = "More about it." };
        return runner.Verb(
            "evidence",
            "Posts what was observed, or lists the newest observation of every signal.",
            async call =>
            {
                if (call.Run.Value(items) is not { Length: > 0 } given)
                {
                    return await call.ShowAsync(
                        GoNoGoShapes.Base + "evidence",
                        static body => Report.Table(
                            body.Items(), "signal", "value", "observed_at", "source", "detail"));
                }

                var evidence = GoNoGoShapes.Evidence(given, call.Run.Value(observed), call.Run.Value(detail));
                var body = new JsonObject { ["evidence"] = evidence, ["actor"] = call.Run.Actor };
                return await call.ShowAsync(
                    await call.Api.PostAsync(GoNoGoShapes.Base + "evidence", body),
                    static answer => Report.Facts(answer, "ok", "count"));
            },
            items, observed, detail);
    }
}
