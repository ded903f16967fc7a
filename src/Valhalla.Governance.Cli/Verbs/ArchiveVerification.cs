using System.Text.Json.Nodes;
using Valhalla.Governance.Audit;
using Valhalla.Governance.Cli.Invocation;
using Valhalla.Governance.Cli.Output;

namespace Valhalla.Governance.Cli.Verbs;

/// <summary>Checks an archive of the audit without application and database.</summary>
internal static class ArchiveVerification
{
    private const int HashLength = 64;

    /// <summary>Checks a file.</summary>
    /// <param name="run">The run.</param>
    /// <param name="file">The file.</param>
    /// <param name="sequence">The place of a record that somebody knows, such as the end of the archive before.</param>
    /// <param name="hash">Its hash.</param>
    /// <returns>The exit code: 1 when it is broken or holds no record.</returns>
    /// <exception cref="CliException">The file cannot be read, or the known record is none.</exception>
    public static async Task<int> RunAsync(VerbRun run, string file, long? sequence, string? hash)
    {
        var known = Known(sequence, hash);
        var path = Path.GetFullPath(file, run.Terminal.Folder);
        var archive = await ReadAsync(path, known, run.CancellationToken);
        var isOk = archive is { IsIntact: true, Records: > 0 };
        if (isOk && archive.First is { Sequence: > 1 } first && known.All(one => one.Sequence != first.Sequence - 1))
        {
            await run.NoteAsync(
                $"valhalla: The archive begins at record {first.Sequence}, and what is before it was not checked. Give "
                + "the end of the archive before by --sequence and --hash.");
        }

        var body = Shape(archive, isOk);
        await run.WriteAsync(body, () => new Report(
            Title: null,
            ReportSection.Facts(
                heading: null, body, "ok", "records", "first=first.sequence", "last=last.sequence",
                "last_hash=last.hash", "previous_hash", "broken_at=broken.sequence", "broken=broken.kind",
                "detail=broken.detail")));
        return isOk ? ExitCodes.Ok : ExitCodes.No;
    }

    private static async Task<AuditArchive> ReadAsync(
        string path, AuditAnchor[] known, CancellationToken cancellationToken)
    {
        try
        {
            await using var file = File.OpenRead(path);
            return await AuditArchiver.VerifyAsync(file, known, cancellationToken);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new CliException(CliErrors.FileNotUsable, $"The archive cannot be read: {error.Message}", error);
        }
    }

    private static AuditAnchor[] Known(long? sequence, string? hash) => (sequence, hash) switch
    {
        (null, null) => [],
        ({ } place and >= 1, { Length: HashLength }) when hash.All(char.IsAsciiHexDigitLower) =>
            [new AuditAnchor(place, hash)],
        _ => throw new CliException(
            CliErrors.InvalidArgument,
            "A known record is its place from 1, --sequence, together with its 64 lower-case hex digits, --hash."),
    };

    private static JsonObject Shape(AuditArchive archive, bool isOk) => new()
    {
        ["ok"] = isOk,
        ["records"] = archive.Records,
        ["first"] = Shape(archive.First),
        ["last"] = Shape(archive.Last),
        ["previous_hash"] = archive.PreviousHash,
        ["broken"] = archive.Break is { } broken
            ? new JsonObject
            {
                ["sequence"] = broken.Sequence,
                ["kind"] = WireNames.Of(broken.Kind),
                ["detail"] = broken.Detail,
            }
            : null,
    };

    private static JsonObject? Shape(AuditAnchor? anchor) => anchor is { } record
        ? new JsonObject { ["sequence"] = record.Sequence, ["hash"] = record.Hash }
        : null;
}
