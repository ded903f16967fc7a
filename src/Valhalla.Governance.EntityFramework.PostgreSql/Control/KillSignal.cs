using System.Globalization;

namespace Valhalla.Governance.EntityFramework.PostgreSql.Control;

/// <summary>
/// The payload of a notification: a kill travels in it, so that the gates of other nodes close before they have read
/// anything. Nodes of other versions send none, or find words they do not know, and read.
/// </summary>
internal static class KillSignal
{
    private const string Mark = "kill ";

    /// <param name="revision">The revision of the committed kill; null for any other change.</param>
    public static string Write(long? revision) =>
        revision is { } kill ? Mark + kill.ToString(CultureInfo.InvariantCulture) : "";

    /// <returns>The revision of the kill; null when the payload tells of none.</returns>
    public static long? Read(string payload) =>
        payload.StartsWith(Mark, StringComparison.Ordinal)
        && long.TryParse(payload.AsSpan(Mark.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var revision)
            ? revision
            : null;
}
