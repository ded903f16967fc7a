namespace Valhalla.Governance.Cli.Invocation;

/// <summary>Ends a run without an answer; the message says what to do.</summary>
internal sealed class CliException(string id, string message, Exception? cause = null)
    : Exception($"{id}: {message}", cause)
{
    /// <summary>The id, such as <c>VG2001</c>.</summary>
    public string Id { get; } = id;
}
