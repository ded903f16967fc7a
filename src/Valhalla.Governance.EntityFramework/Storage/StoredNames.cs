namespace Valhalla.Governance.EntityFramework;

/// <summary>
/// Enum values as the tables spell them. One that a newer build has written is unknown here: it is shown as such, no
/// rule takes it for another, and the row keeps it.
/// </summary>
internal static class StoredNames
{
    public static T Read<T>(string text)
        where T : struct, Enum => WireNames.TryRead<T>(text, out var value) ? value : WireNames.Unknown<T>();

    /// <summary>The text where it is no value of this build, to be written again as it is; else null.</summary>
    public static string? Unread<T>(string text)
        where T : struct, Enum => WireNames.TryRead<T>(text, out _) ? null : text;

    /// <summary>What a row is to hold: the value in snake_case, or what it held where that is not known here.</summary>
    public static string Keep<T>(T value, string stored)
        where T : struct, Enum => WireNames.IsKnown(value) ? WireNames.Of(value) : stored;

    /// <summary>The same in capitals.</summary>
    public static string KeepCapitals<T>(T value, string stored)
        where T : struct, Enum => WireNames.IsKnown(value) ? WireNames.CapitalsOf(value) : stored;
}
