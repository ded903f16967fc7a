using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Valhalla.Governance.Diagnostics;

namespace Valhalla.Governance.GoLive;

/// <summary>
/// The file that keeps a kill while the store does not have it. That it exists is what counts: one that cannot be
/// read is a kill all the same.
/// </summary>
internal sealed class LatchFile(
    IOptions<GoLiveOptions> options,
    TimeProvider time,
    GuardedLogger<LatchFile> logger,
    IHostEnvironment? host = null,
    string suffix = "")
{
    private static readonly ChangeAuthor LostAuthor = new("unknown");

    public string Path { get; } = System.IO.Path.GetFullPath(
        options.Value.LatchFile + suffix,
        string.IsNullOrEmpty(host?.ContentRootPath) ? AppContext.BaseDirectory : host.ContentRootPath);

    /// <summary>Another file in the same folder, which is no latch of this process.</summary>
    public LatchFile Beside(string otherSuffix) => new(options, time, logger, host, otherSuffix);

    /// <summary>The kill in the file; null when there is no file.</summary>
    public LatchedKill? Read()
    {
        try
        {
            return JsonSerializer.Deserialize(File.ReadAllBytes(Path), GoLiveJsonContext.Default.LatchedKill) is
            { Author.Name: not null } kill
                ? kill
                : Lost("The latch file says nothing.");
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
        catch (Exception exception)
        {
            GoLiveLog.LatchFileUnreadable(logger, exception, Path);
            return Lost("The latch file could not be read.");
        }
    }

    /// <summary>Writes the file so that it is there, whole, after a crash.</summary>
    /// <returns>Whether it is.</returns>
    public bool Write(LatchedKill kill)
    {
        var draft = Path + ".tmp";
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(Path)!);
            using (var stream = new FileStream(draft, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                JsonSerializer.Serialize(stream, kill, GoLiveJsonContext.Default.LatchedKill);
                stream.Flush(flushToDisk: true);
            }

            File.Move(draft, Path, overwrite: true);
            return true;
        }
        catch (Exception exception)
        {
            GoLiveLog.LatchFileNotWritten(logger, exception, Path);
            return false;
        }
    }

    /// <summary>Removes the file.</summary>
    /// <returns>Whether it is gone.</returns>
    public bool Delete()
    {
        try
        {
            File.Delete(Path);
            return true;
        }
        catch (DirectoryNotFoundException)
        {
            return true;
        }
        catch (Exception exception)
        {
            GoLiveLog.LatchFileNotDeleted(logger, exception, Path);
            return false;
        }
    }

    private LatchedKill Lost(string reason) => new(LostAuthor, reason, time.GetUtcNow());
}
