using System.CommandLine;
using System.Text.Json.Nodes;
using Valhalla.Governance.Cli.Api;
using Valhalla.Governance.Cli.Invocation;
using Valhalla.Governance.Cli.Output;

namespace Valhalla.Governance.Cli.Verbs;

/// <summary><c>risk policies</c>: the caps of each engine, and how one gets or changes its own.</summary>
internal static class RiskPolicyVerbs
{
    private const string Path = "governance/risk/policies";

    private const string Amount = "200.50";

    private static readonly string[] Fields =
    [
        "engine", "enabled", "max_daily_loss", "max_daily_exposure", "max_open_reserved", "worst_case_loss_fraction",
        "reason", "changed_by", "updated_at", "version",
    ];

    public static Command Build(VerbRunner runner)
    {
        var policies = runner.Verb("policies", "Lists the policies.", static call => call.ShowAsync(
            Path, static body => Report.Table(body.Items(), Fields)));
        policies.Subcommands.Add(Set(runner));
        return policies;
    }

    private static Command Set(VerbRunner runner)
    {
        var engine = new Argument<string>("engine") { Description = "The engine, such as WHOLESALE; or a new one." };
        var enabled = new Option<bool?>("--enabled") { Description = "Whether the engine may reserve: true or false." };
        var loss = TypedInput.FractionOption<decimal>(
            "--max-daily-loss", Amount, "The net loss at which it stops for the day. A new engine needs it.");
        var exposure = TypedInput.FractionOption<decimal>(
            "--max-daily-exposure", Amount, "How much it may reserve in a day. A new engine needs it.");
        var open = TypedInput.FractionOption<decimal>(
            "--max-open-reserved", Amount, "How much may be open at any time.");
        var anyOpen = new Option<bool>("--no-max-open-reserved") { Description = "Removes the cap on what is open." };
        var worst = TypedInput.FractionOption<decimal>(
            "--worst-case-loss-fraction", "0.5", "The share of what is open that counts as lost, 0 to 1.");
        return runner.Verb(
            "set",
            "Creates the policy of an engine, or changes what is given.",
            async call =>
            {
                var run = call.Run;
                if (!await run.ConfirmAsync($"Set the caps of {run.Value(engine)}?"))
                {
                    return ExitCodes.No;
                }

                var body = new JsonObject { ["engine"] = run.Value(engine), ["actor"] = run.Actor };
                Put(body, "reason", run.Reason);
                Put(body, "enabled", run.Value(enabled));
                Put(body, "max_daily_loss", run.Value(loss));
                Put(body, "max_daily_exposure", run.Value(exposure));
                Put(body, "max_open_reserved", run.Value(open));
                Put(body, "worst_case_loss_fraction", run.Value(worst));
                if (run.Value(anyOpen))
                {
                    body["max_open_reserved"] = null;
                }

                return await call.ShowAsync(
                    await call.Api.PostWithNullsAsync(Path + "/upsert", body),
                    static answer => Report.Facts(answer, Fields));
            },
            engine, enabled, loss, exposure, open, anyOpen, worst);
    }

    /// <summary>What is absent stays as it is; null would be a value.</summary>
    private static void Put(JsonObject body, string name, JsonNode? value)
    {
        if (value is not null)
        {
            body[name] = value;
        }
    }
}
