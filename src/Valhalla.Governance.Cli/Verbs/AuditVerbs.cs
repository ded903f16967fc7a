using System.CommandLine;
using System.Text.Json.Nodes;
using Valhalla.Governance.Cli.Api;
using Valhalla.Governance.Cli.Invocation;
using Valhalla.Governance.Cli.Output;

namespace Valhalla.Governance.Cli.Verbs;

/// <summary><c>audit</c>: the audit chain.</summary>
internal static class AuditVerbs
{
    public const string ListPath = "governance/audit";

    public const string VerifyPath = ListPath + "/verify";

    public static Command Build(VerbRunner runner) => VerbRunner.Group(
        "audit",
        "Verifies, exports and lists the audit chain.",
        Verify(runner),
        Export(runner),
        List(runner));

    public static ReportSection Section(string? heading, JsonNode body) => ReportSection.Facts(
        heading, body, "ok", "records", "last_hash", "broken_at=broken.sequence", "broken=broken.kind",
        "detail=broken.detail", "checkpoints", "newest_checkpoint=newest_checkpoint.sequence");

    private static Command Verify(VerbRunner runner)
    {
        var sequence = new Option<long?>("--sequence") { Description = "The place of a record that you know." };
        var hash = new Option<string?>("--hash") { Description = "Its hash, which the chain must still hold." };
        return runner.Verb(
            "verify",
            "Checks the whole chain; 1 when it is broken, with the first broken record.",
            async call => await call.ShowAsync(
                await call.Api.GetAsync(
                    VerifyPath, ("sequence", call.Run.Value(sequence)?.ToString(
                        System.Globalization.CultureInfo.InvariantCulture)), ("hash", call.Run.Value(hash))),
                static body => new Report(Title: null, Section(heading: null, body)),
                static body => body.Flag("ok")),
            sequence, hash);
    }

    private static Command Export(VerbRunner runner)
    {
        var file = new Option<string?>("--file")
        {
            Description = "A file that does not exist yet. Default: the output.",
        };
        return runner.Verb(
            "export",
            "Writes every record as a line of JSON, newest first.",
            call => AuditExport.RunAsync(call, call.Run.Value(file)),
            file);
    }

    private static Command List(VerbRunner runner)
    {
        var action = new Option<string?>("--action") { Description = "Only this action, such as kill_switch.engage." };
        var subject = new Option<string?>("--subject") { Description = "Only about this subject." };
        var by = new Option<string?>("--by") { Description = "Only by this actor." };
        var limit = RiskVerbs.Limit();
        return runner.Verb(
            "list",
            "Lists the records, newest first.",
            call => call.ShowAsync(
                ListPath,
                static body => Report.Table(
                    body.Items(), "sequence", "occurred_at", "action", "subject", "actor", "claimed_actor", "reason"),
                ("action", call.Run.Value(action)),
                ("subject", call.Run.Value(subject)),
                ("actor", call.Run.Value(by)),
                ("limit", RiskVerbs.Text(call.Run.Value(limit)))),
            action, subject, by, limit);
    }
}
