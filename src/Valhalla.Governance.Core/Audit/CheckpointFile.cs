using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Valhalla.Governance.Audit;

/// <summary>
/// The file of exported checkpoints: one JSON object a line. What stands behind the last line feed was not finished by
/// a process that died, so it is not there.
/// </summary>
internal sealed class CheckpointFile(string path, CheckpointSigner signer)
{
    private const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>Reads every checkpoint and checks its signature. A file that is not there is empty.</summary>
    public CheckpointReading Read()
    {
        string text;
        try
        {
            text = File.ReadAllText(path);
        }
        catch (Exception error) when (error is FileNotFoundException or DirectoryNotFoundException)
        {
            return CheckpointReading.Nothing;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return new CheckpointReading(
                [], new AuditBreak(0, AuditBreakKind.CheckpointFile, "The checkpoint file cannot be read."));
        }

        var checkpoints = new List<AuditCheckpoint>();
        AuditBreak? wrong = null;
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length - 1; i++)
        {
            if (Parse(lines[i]) is { } checkpoint && signer.IsValid(checkpoint))
            {
                checkpoints.Add(checkpoint);
            }
            else
            {
                wrong ??= new AuditBreak(
                    i + 1,
                    AuditBreakKind.CheckpointFile,
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Line {i + 1} of the checkpoint file is no checkpoint signed with this host's key."));
            }
        }

        return new CheckpointReading(checkpoints, wrong);
    }

    /// <summary>Appends a checkpoint so that it is there, whole, after a crash.</summary>
    /// <exception cref="IOException">The file could not be written.</exception>
    public void Append(AuditCheckpoint checkpoint)
    {
        var line = JsonSerializer.Serialize(
            new CheckpointLine(
                checkpoint.Sequence,
                checkpoint.Hash,
                checkpoint.CreatedAt.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture),
                checkpoint.Signature),
            CheckpointJsonContext.Default.CheckpointLine);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var stream = new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.Read);
        stream.SetLength(EndOfLastLine(stream));
        stream.Seek(0, SeekOrigin.End);
        stream.Write(Encoding.UTF8.GetBytes(line + "\n"));
        stream.Flush(flushToDisk: true);
    }

    private static long EndOfLastLine(FileStream stream)
    {
        for (var end = stream.Length; end > 0; end--)
        {
            stream.Seek(end - 1, SeekOrigin.Begin);
            if (stream.ReadByte() == '\n')
            {
                return end;
            }
        }

        return 0;
    }

    private static AuditCheckpoint? Parse(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, CheckpointJsonContext.Default.CheckpointLine) is { } line
                && DateTimeOffset.TryParseExact(
                    line.CreatedAt,
                    TimeFormat,
                    CultureInfo.InvariantCulture,
                    DateTimeStyles.AssumeUniversal,
                    out var createdAt)
                    ? new AuditCheckpoint(line.Sequence, line.Hash, createdAt, line.Signature)
                    : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>A line of the file.</summary>
internal sealed record CheckpointLine(
    [property: JsonRequired] long Sequence,
    [property: JsonRequired] string Hash,
    [property: JsonRequired] string CreatedAt,
    [property: JsonRequired] string Signature);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(CheckpointLine))]
internal sealed partial class CheckpointJsonContext : JsonSerializerContext;
