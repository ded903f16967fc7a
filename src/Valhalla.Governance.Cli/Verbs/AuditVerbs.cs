using System.CommandLine;
using System.Globalization;
using System.Text.Json.Nodes;
using Valhalla.Governance.Cli.Api;
using Valhalla.Governance.Cli.Invocation;
using Valhalla.Governance.Cli.Output;
using Valhalla.Governance.Cli.Transport;

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
        var sequence = TypedInput.WholeOption<long>("--sequence", "42", "The place of a record that you know.");
        var hash = new Option<string?>("--hash") { Description = "Its hash, which the chain must still hold." };
        var archive = new Option<string?>("--archive")
        {
            Description = "A file that `audit export` has written, instead of the chain; nothing else is asked.",
        };
        return runner.DirectVerb(
            "verify",
            "Checks the whole chain, or an archive of it; 1 when it is broken, with the first broken record.",
            (run, target) => run.Value(archive) is { } file
                ? ArchiveVerification.RunAsync(run, file, run.Value(sequence), run.Value(hash))
                : VerifyChainAsync(run, target, run.Value(sequence), run.Value(hash)),
            sequence, hash, archive);
    }

    private static async Task<int> VerifyChainAsync(VerbRun run, Target target, long? sequence, string? hash)
    {
        await using var transport = await target.OpenAsync(run.CancellationToken);
        var call = new VerbCall(run, target, transport);
        return await call.ShowAsync(
            await call.Api.GetAsync(VerifyPath, ("sequence", Text(sequence)), ("hash", hash)),
            static body => new Report(Title: null, Section(heading: null, body)),
            static body => body.Flag("ok"));
    }

    private static Command Export(VerbRunner runner)
    {
        var file = new Option<string?>("--file")
        {
            Description = "A file that does not exist yet. Default: the output.",
        };
        var from = TypedInput.WholeOption<long>("--from", "1", "The place of the first record. Default 1.");
        var to = TypedInput.WholeOption<long>("--to", "5000", "The place of the last record. Default: the end.");
        return runner.Verb(
            "export",
            "Writes the records as lines of JSON, oldest first, as an archive that `audit verify --archive` checks.",
            call => AuditExport.RunAsync(
                call,
                call.Run.Value(file),
                ("from", Text(call.Run.Value(from))),
                ("to", Text(call.Run.Value(to)))),
            file, from, to);
    }

    private static string? Text(long? place) => place?.ToString(CultureInfo.InvariantCulture);

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
