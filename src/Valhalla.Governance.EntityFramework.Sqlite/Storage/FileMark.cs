using System.Runtime.InteropServices;
using System.Text;

namespace Valhalla.Governance.EntityFramework.Sqlite;

/// <summary>
/// Which file is at a path: equal marks are the same file. Default when there is none, or none can be seen.
/// </summary>
internal readonly partial record struct FileMark(ulong Device, ulong Inode)
{
    private const int CurrentFolder = -100;
    private const int DoNotFollowLinks = 0x100;
    private const uint BasicFields = 0x7ff;
    private const int StatusBytes = 256;

    // What a kernel or a sandbox without this call answers.
    private const int NotPermitted = 1;
    private const int NotImplemented = 38;

    public bool Exists => this != default;

    /// <summary>A path as the operating system takes it.</summary>
    public static byte[] Encode(string path) => Encoding.UTF8.GetBytes(path + "\0");

    /// <summary>
    /// Looks at a path without opening the file: closing one would give up SQLite's locks on it. On Linux by device
    /// and inode; elsewhere only that it is there, and Windows lets nobody take away a file that is open.
    /// </summary>
    public static FileMark Read(byte[] path, string text, out long length, bool followLinks = true)
    {
        length = 0;
        if (OperatingSystem.IsLinux() && TryRead(path, followLinks, out var mark, out length))
        {
            return mark;
        }

        var file = new FileInfo(text);
        length = file.Exists ? file.Length : 0;
        return file.Exists ? new FileMark(0, 1) : default;
    }

    private static unsafe bool TryRead(byte[] path, bool followLinks, out FileMark mark, out long length)
    {
        mark = default;
        length = 0;
        var status = stackalloc byte[StatusBytes];
        fixed (byte* text = path)
        {
            if (Statx(CurrentFolder, text, followLinks ? 0 : DoNotFollowLinks, BasicFields, status) != 0)
            {
                return Marshal.GetLastPInvokeError() is not (NotPermitted or NotImplemented);
            }
        }

        // The layout of this structure is the same on every architecture.
        mark = new FileMark(*(ulong*)(status + 136), *(ulong*)(status + 32));
        length = *(long*)(status + 40);
        return true;
    }

    [LibraryImport("libc", EntryPoint = "statx", SetLastError = true)]
    private static unsafe partial int Statx(int folder, byte* path, int flags, uint mask, byte* status);
}
