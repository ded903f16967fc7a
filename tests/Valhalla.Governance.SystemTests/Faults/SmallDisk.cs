using System.Diagnostics;

namespace Valhalla.Governance.SystemTests.Faults;

/// <summary>A file system of a few megabytes in memory, where this process may mount one.</summary>
public sealed class SmallDisk : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("valhalla-disk-");

    private SmallDisk()
    {
    }

    /// <summary>Where it is mounted.</summary>
    public string Path => _folder.FullName;

    /// <summary>Mounts one.</summary>
    /// <returns>It, or null when that is not allowed here.</returns>
    public static SmallDisk? TryMount(int megabytes)
    {
        var disk = new SmallDisk();
        if (OperatingSystem.IsLinux()
            && Environment.IsPrivilegedProcess
            && Run("mount", "-t", "tmpfs", "-o", $"size={megabytes}m", "tmpfs", disk.Path))
        {
            return disk;
        }

        disk._folder.Delete();
        return null;
    }

    /// <summary>Takes all the space that is left.</summary>
    /// <returns>The file that holds it; deleting it gives the space back.</returns>
    public string Fill()
    {
        var ballast = System.IO.Path.Combine(Path, "ballast");
        using var file = new FileStream(ballast, FileMode.Create, FileAccess.Write, FileShare.None, bufferSize: 1);
        var block = new byte[4_096];
        try
        {
            while (true)
            {
                file.Write(block);
            }
        }
        catch (IOException)
        {
            return ballast;
        }
    }

    public void Dispose()
    {
        Run("umount", "--lazy", Path);
        _folder.Delete(recursive: true);
    }

    private static bool Run(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, UseShellExecute = false };
        using var process = Process.Start(start)!;
        process.StandardError.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0;
    }
}
