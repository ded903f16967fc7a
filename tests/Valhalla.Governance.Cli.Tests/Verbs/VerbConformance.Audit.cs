using System.Text.Json.Nodes;
using Valhalla.Governance.Cli.Invocation;
using Valhalla.Governance.Cli.Tests.Harness;

namespace Valhalla.Governance.Cli.Tests.Verbs;

/// <summary>The verbs of the audit chain and of its archives.</summary>
public abstract partial class VerbConformance
{
    [Fact]
    public async Task AuditExport_SeveralRecords_IsAnArchiveOldestFirstInAFileThatIsNew()
    {
        await ChangeThriceAsync();

        (await RunAsync("audit", "export", "--file", "audit.jsonl")).Expect(ExitCodes.Ok);

        var written = await ReadAsync("audit.jsonl");
        Assert.Equal(written, (await RunAsync("audit", "export")).Expect(ExitCodes.Ok).Out);
        Assert.Equal([1, 2, 3], SequencesOf(written));
        (await RunAsync("audit", "export", "--file", "audit.jsonl")).Expect(ExitCodes.Error, "VG2010");
        Assert.Equal(written, await ReadAsync("audit.jsonl"));
        Assert.Empty(Directory.GetFiles(File.Folder, "*.partial"));
        Assert.Equal([2], SequencesOf((await RunAsync("audit", "export", "--from", "2", "--to", "2")).Out));
        (await RunAsync("audit", "export", "--from", "0")).Expect(ExitCodes.Error, "from:");
    }

    [Fact]
    public async Task AuditExport_BrokenChain_LeavesNoFile()
    {
        await ChangeThriceAsync();
        File.Execute("UPDATE audit_event SET reason = 'lunch' WHERE sequence = 2");

        (await RunAsync("audit", "export", "--file", "audit.jsonl")).Expect(ExitCodes.Error, "VG2011");
        (await RunAsync("audit", "export")).Expect(ExitCodes.Error, "VG2011");

        Assert.Empty(Directory.GetFiles(File.Folder, "audit.jsonl*"));
    }

    [Fact]
    public async Task AuditVerify_AnArchive_IsCheckedWithoutApplicationAndDatabase()
    {
        await ChangeThriceAsync();
        (await RunAsync("audit", "export", "--file", "audit.jsonl")).Expect(ExitCodes.Ok);
        (await RunAsync("audit", "export", "--from", "3", "--file", "end.jsonl")).Expect(ExitCodes.Ok);

        var whole = (await VerifyAsync("audit.jsonl", "-o", "json")).Expect(ExitCodes.Ok).Json;
        Assert.Equal(3, (long?)whole["records"]);
        var lastButOne = (string)JsonNode.Parse((await ReadAsync("audit.jsonl")).Split('\n')[1])!["hash"]!;
        (await VerifyAsync("end.jsonl")).Expect(ExitCodes.Ok, "begins at record 3");
        Assert.Empty(
            (await VerifyAsync("end.jsonl", "--sequence", "2", "--hash", lastButOne)).Expect(ExitCodes.Ok).Error);
        (await VerifyAsync("end.jsonl", "--sequence", "2", "--hash", new string('0', 64))).Expect(ExitCodes.No);
        (await VerifyAsync("audit.jsonl", "--sequence", "4", "--hash", lastButOne)).Expect(ExitCodes.No);
        (await VerifyAsync("audit.jsonl", "--sequence", "2")).Expect(ExitCodes.Error, "VG2009");
        (await VerifyAsync("none.jsonl")).Expect(ExitCodes.Error, "VG2010");
    }

    [Fact]
    public async Task AuditVerify_AnArchiveChanged_NamesTheRecord()
    {
        await ChangeThriceAsync();
        (await RunAsync("audit", "export", "--file", "audit.jsonl")).Expect(ExitCodes.Ok);
        var written = await ReadAsync("audit.jsonl");
        var lines = written.Split('\n');

        await WriteAsync("edited.jsonl", written.Replace("second", "tenth", StringComparison.Ordinal));
        await WriteAsync("gap.jsonl", $"{lines[0]}\n{lines[2]}\n");
        await WriteAsync("empty.jsonl", "");

        var edited = (await VerifyAsync("edited.jsonl", "-o", "json")).Expect(ExitCodes.No).Json;
        Assert.Equal(2, (long?)edited["broken"]!["sequence"]);
        Assert.Equal("hash", (string?)edited["broken"]!["kind"]);
        Assert.Contains("gap", (await VerifyAsync("gap.jsonl")).Expect(ExitCodes.No).Out);
        (await VerifyAsync("empty.jsonl")).Expect(ExitCodes.No);
    }

    [Fact]
    public async Task AuditVerify_ARecordChanged_NamesIt()
    {
        (await RunAsync("kill", "engage", "--reason", "page")).Expect(ExitCodes.Ok);
        (await RunAsync("audit", "verify")).Expect(ExitCodes.Ok);
        (await RunAsync("audit", "verify", "--sequence", "1", "--hash", new string('0', 64))).Expect(ExitCodes.No);

        File.Execute("UPDATE audit_event SET reason = 'lunch' WHERE sequence = 1");

        var found = (await RunAsync("audit", "verify", "-o", "json")).Expect(ExitCodes.No).Json;
        Assert.Equal(1, (int?)found["broken"]!["sequence"]);
    }

    private static IEnumerable<int> SequencesOf(string lines) =>
        lines.TrimEnd().Split('\n').Select(line => (int)JsonNode.Parse(line)!["sequence"]!);

    private async Task ChangeThriceAsync()
    {
        (await RunAsync("kill", "engage", "--reason", "first")).Expect(ExitCodes.Ok);
        (await RunAsync("kill", "release", "--yes", "--reason", "second")).Expect(ExitCodes.Ok);
        (await RunAsync("kill", "engage", "--reason", "third")).Expect(ExitCodes.Ok);
    }

    /// <summary>With nothing to reach: neither address nor variable.</summary>
    private Task<CliResult> VerifyAsync(string archive, params string[] options) =>
        new CliRunner { Folder = File.Folder }.RunAsync(["audit", "verify", "--archive", archive, .. options]);

    private Task<string> ReadAsync(string name) =>
        System.IO.File.ReadAllTextAsync(Path.Combine(File.Folder, name));

    private Task WriteAsync(string name, string text) =>
        System.IO.File.WriteAllTextAsync(Path.Combine(File.Folder, name), text);
}
