using Valhalla.Governance.Control;

namespace Valhalla.Governance.EntityFramework.PostgreSql.Control;

/// <summary>
/// The payload of a notification: a kill travels in it, so that the gates of other nodes close before they have read
/// anything. Nodes of other versions send none, or find words they do not know, and read.
/// </summary>
internal static class KillSignal
{
    private const string Mark = "kill ";

    /// <param name="version">The version of the committed kill; null for any other change.</param>
    public static string Write(ControlVersion? version) => version is { } kill ? Mark + kill : "";

    /// <returns>The version of the kill; null when the payload tells of none.</returns>
    public static ControlVersion? Read(string payload) =>
        payload.StartsWith(Mark, StringComparison.Ordinal)
        && ControlVersion.TryParse(payload.AsSpan(Mark.Length), out var version)
            ? version
            : null;
}
