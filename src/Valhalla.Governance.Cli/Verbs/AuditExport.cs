using System.Text;
using Valhalla.Governance.Audit;
using Valhalla.Governance.Cli.Invocation;
using Valhalla.Governance.Cli.Output;

namespace Valhalla.Governance.Cli.Verbs;

/// <summary>Writes an archive of the audit as it comes, so that its length does not matter.</summary>
internal static class AuditExport
{
    private const string Path = AuditVerbs.ListPath + "/export";

    public static Task<int> RunAsync(VerbCall call, string? file, params (string Name, string? Value)[] range) =>
        file is null
            ? WriteOutputAsync(call, range)
            : WriteFileAsync(call, System.IO.Path.GetFullPath(file, call.Run.Terminal.Folder), range);

    private static async Task<int> WriteOutputAsync(VerbCall call, (string Name, string? Value)[] range)
    {
        // A part may end within a character.
        var decoder = Encoding.UTF8.GetDecoder();
        var refusal = await call.Api.StreamAsync(
            Path,
            async part => await call.Run.Terminal.Out.WriteAsync(Text(decoder, part.Span)),
            range);
        return refusal is null ? ExitCodes.Ok : await call.RefuseAsync(refusal);
    }

    /// <summary>Writes under another name first, so that a file of the name that was asked for is whole.</summary>
    private static async Task<int> WriteFileAsync(VerbCall call, string path, (string Name, string? Value)[] range)
    {
        if (File.Exists(path))
        {
            throw NotUsable(path, "it exists already", cause: null);
        }

        var partial = path + ".partial";
        try
        {
            await using (var written = new FileStream(partial, FileMode.Create, FileAccess.ReadWrite))
            {
                if (await call.Api.StreamAsync(
                    Path, part => written.WriteAsync(part, call.Run.CancellationToken), range) is { } refusal)
                {
                    return await call.RefuseAsync(refusal);
                }

                await CheckAsync(written, path, call.Run.CancellationToken);
            }

            File.Move(partial, path, overwrite: false);
            return ExitCodes.Ok;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw NotUsable(path, error.Message, error);
        }
        finally
        {
            Discard(partial);
        }
    }

    /// <summary>What stands in the way of that was told already, by what went wrong before.</summary>
    private static void Discard(string partial)
    {
        try
        {
            File.Delete(partial);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Then it is left behind, under a name of its own.
        }
    }

    /// <summary>A proxy may hide that the application broke off: the lines themselves cannot.</summary>
    private static async Task CheckAsync(FileStream written, string path, CancellationToken cancellationToken)
    {
        written.Position = 0;
        var archive = await AuditArchiver.VerifyAsync(written, [], cancellationToken);
        if (archive.Break is { } broken)
        {
            throw new CliException(
                CliErrors.AnswerBrokeOff,
                $"Nothing was exported to {path}: what came is broken at record {broken.Sequence}. {broken.Detail} "
                + "Run `valhalla audit verify`.");
        }
    }

    private static string Text(Decoder decoder, ReadOnlySpan<byte> part)
    {
        var text = new char[decoder.GetCharCount(part, flush: false)];
        decoder.GetChars(part, text, flush: false);
        return SafeText.Lines(new string(text));
    }

    private static CliException NotUsable(string path, string why, Exception? cause) => new(
        CliErrors.FileNotUsable, $"Nothing was exported to {path}: {why}. Name another file.", cause);
}
