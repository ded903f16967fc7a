namespace Valhalla.Governance.Cli.Output;

/// <summary>
/// A result cannot be written. No <see cref="IOException"/>, so that nobody takes it for trouble with a file.
/// </summary>
internal sealed class OutputException(IOException cause) : Exception(cause.Message, cause)
{
    private const int BrokenPipe = 32;

    /// <summary>Whether whoever read it has gone, such as <c>head</c> after its last line.</summary>
    public bool IsReaderGone { get; } = (cause.HResult & 0xFFFF) == BrokenPipe;
}
