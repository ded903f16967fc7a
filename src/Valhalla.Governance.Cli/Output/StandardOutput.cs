using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Valhalla.Governance.Cli.Output;

#pragma warning disable RS0030 // A command line owns its console; see Terminal.
/// <summary>
/// Standard output and error of this process. .NET's own stream takes no notice of a pipe whose reader has gone, so
/// that <c>kpi tail --follow | head</c> would never end: a pipe is written to directly.
/// </summary>
internal static class StandardOutput
{
    private const int OutputDescriptor = 1;
    private const short PollError = 8;

    public static TextWriter Results() => Writer(OpenResults(), isForMessages: false);

    public static TextWriter Messages() => Writer(Console.OpenStandardError(), isForMessages: true);

    /// <summary>Whether standard output is a pipe that nobody reads any more.</summary>
    public static bool IsReaderGone()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected)
        {
            return false;
        }

        // Errors are told without being asked for.
        var poll = new PollDescriptor { Descriptor = OutputDescriptor };
        return Poll(ref poll, 1, 0) > 0 && (poll.Returned & PollError) != 0;
    }

    private static Stream OpenResults()
    {
        if (OperatingSystem.IsWindows() || !Console.IsOutputRedirected)
        {
            return Console.OpenStandardOutput();
        }

        try
        {
            // The descriptor is the process's, not this stream's. A file has a place that a FileStream keeps to itself,
            // and the next process would write over what this one wrote.
            var direct = new FileStream(
                new SafeFileHandle(OutputDescriptor, ownsHandle: false), FileAccess.Write, bufferSize: 0);
            return direct.CanSeek ? Console.OpenStandardOutput() : direct;
        }
        catch (Exception error) when (error is IOException or ArgumentException or UnauthorizedAccessException)
        {
            return Console.OpenStandardOutput();
        }
    }

    private static StreamWriter Writer(Stream stream, bool isForMessages)
    {
        var encoding = Console.OutputEncoding is UTF8Encoding ? new UTF8Encoding(false) : Console.OutputEncoding;
        return new StreamWriter(new OutputStream(stream, isForMessages), encoding) { AutoFlush = true };
    }

    [DllImport("libc", EntryPoint = "poll")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Poll(ref PollDescriptor descriptors, nuint count, int timeout);

    [StructLayout(LayoutKind.Sequential)]
    private struct PollDescriptor
    {
        public int Descriptor;
        public short Requested;
        public short Returned;
    }
}
#pragma warning restore RS0030
