using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Valhalla.Governance.Cli.Api;
using Valhalla.Governance.Cli.Invocation;
using Valhalla.Governance.Cli.Output;

namespace Valhalla.Governance.Cli.Verbs;

/// <summary><c>notices</c>: notices that could not be delivered.</summary>
internal static class NoticeVerbs
{
    private const string Base = "governance/notices/dead-letters";

    private static readonly string[] Columns =
        ["id", "notifier", "kind=notice.kind", "attempts", "last_error", "at", "resolved_at", "retried_by"];

    public static Command Build(VerbRunner runner) => VerbRunner.Group(
        "notices", "Shows outgoing notices that could not be delivered.", DeadLetters(runner), Retry(runner));

    private static Command DeadLetters(VerbRunner runner)
    {
        var isOpen = new Option<bool>("--open") { Description = "Only those that are not delivered yet." };
        var limit = RiskVerbs.Limit();
        return runner.Verb(
            "dead-letters",
            "Lists the notices that could not be delivered, newest first.",
            call => call.ShowAsync(
                Base,
                static body => Report.Table(body.Items(), Columns),
                ("open", call.Run.Value(isOpen) ? "true" : null),
                ("limit", RiskVerbs.Text(call.Run.Value(limit)))),
            isOpen, limit);
    }

    private static Command Retry(VerbRunner runner)
    {
        var id = TypedInput.WholeArgument<long>("id", "7", "The id that `notices dead-letters` lists.");
        return runner.Verb(
            "retry",
            "Sends one again, once and now; 1 when that fails.",
            async call => await call.ShowAsync(
                await call.Api.PostAsync(
                    $"{Base}/{call.Run.Value(id).ToString(CultureInfo.InvariantCulture)}/retry",
                    new JsonObject { ["actor"] = call.Run.Actor }),
                static body => Report.Table(body.At("dead_letter") is { } letter ? [letter] : [], Columns),
                static body => body.Flag("ok")),
            id);
    }
}
