namespace Valhalla.Governance;

/// <summary>Who asks for a control change, as the audit record keeps it.</summary>
/// <param name="Name">
/// The authenticated identity, or the claimed one where the host runs without authentication.
/// </param>
/// <param name="ClaimedName">The name the caller gave for itself when it is not the authenticated one.</param>
/// <param name="SourceAddress">The network address of the caller, if any.</param>
public sealed record ChangeAuthor(string Name, string? ClaimedName = null, string? SourceAddress = null)
{
    /// <summary>The library itself, for changes no person asked for.</summary>
    public static ChangeAuthor System { get; } = new("system");

    /// <summary>What of an emergency stop could not be kept as it was sent; null for every other change.</summary>
    internal string? Note { get; init; }
}
