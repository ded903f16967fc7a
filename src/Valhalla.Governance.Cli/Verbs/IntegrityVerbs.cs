using System.CommandLine;
using System.Globalization;
using Valhalla.Governance.Cli.Api;
using Valhalla.Governance.Cli.Invocation;
using Valhalla.Governance.Cli.Output;

namespace Valhalla.Governance.Cli.Verbs;

/// <summary><c>integrity</c>: what was found wrong with the store.</summary>
internal static class IntegrityVerbs
{
    private const string Base = "governance/integrity/alarms";

    public static Command Build(VerbRunner runner) => VerbRunner.Group(
        "integrity", "Shows and acknowledges what was found wrong with the store.", List(runner), Acknowledge(runner));

    private static Command List(VerbRunner runner)
    {
        var all = new Option<bool>("--all") { Description = "Those that somebody has acknowledged too." };
        return runner.Verb(
            "alarms",
            "Lists the alarms, newest first.",
            call => call.ShowAsync(
                Base,
                static body => Report.Table(
                    body.Items(), "id", "kind", "subject", "detail", "raised_at", "acknowledged_by", "reason"),
                ("all", call.Run.Value(all) ? "true" : null)),
            all);
    }

    private static Command Acknowledge(VerbRunner runner)
    {
        var id = TypedInput.WholeArgument<long>("id", "7", "The id that `integrity alarms` lists.");
        return runner.Verb(
            "acknowledge",
            "Acknowledges an alarm, so that it no longer blocks the runbook. Needs --reason.",
            async call => await call.ShowAsync(
                await call.Api.PostAsync(
                    $"{Base}/{call.Run.Value(id).ToString(CultureInfo.InvariantCulture)}/acknowledge",
                    Bodies.Change(call.Run)),
                static body => Report.Facts(body, "status")),
            id);
    }
}
