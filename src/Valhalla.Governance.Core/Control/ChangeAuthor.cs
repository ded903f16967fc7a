namespace Valhalla.Governance;

/// <summary>Who asks for a control change, as the audit record keeps it.</summary>
/// <remarks>
/// Both names are kept in one form: NFKC, without characters that cannot be seen or that turn the direction of text.
/// </remarks>
/// <param name="Name">
/// The authenticated identity, or the claimed one where the host runs without authentication.
/// </param>
/// <param name="ClaimedName">The name the caller gave for itself when it is not the authenticated one.</param>
/// <param name="SourceAddress">The network address of the caller, if any.</param>
/// <param name="PersonId">
/// Who it is whatever the name says: issuer and subject of an authenticated identity, or an id of the host's own; null
/// where only the name is known. Rules that ask for different people compare this, not the name.
/// </param>
public sealed record ChangeAuthor(
    string Name, string? ClaimedName = null, string? SourceAddress = null, string? PersonId = null)
{
    private string _name = PlainText.Normalize(Name);
    private string? _claimedName = PlainText.Normalize(ClaimedName);

    /// <summary>The authenticated identity, or the claimed one where the host runs without authentication.</summary>
    public string Name
    {
        get => _name;
        init => _name = PlainText.Normalize(value);
    }

    /// <summary>The name the caller gave for itself when it is not the authenticated one.</summary>
    public string? ClaimedName
    {
        get => _claimedName;
        init => _claimedName = PlainText.Normalize(value);
    }

    /// <summary>The library itself, for changes no person asked for.</summary>
    public static ChangeAuthor System { get; } = new("system");

    /// <summary>What of an emergency stop could not be kept as it was sent; null for every other change.</summary>
    internal string? Note { get; init; }

    /// <summary>An author as a record holds it, to the letter: a hash was made over it.</summary>
    internal static ChangeAuthor AsStored(
        string name, string? claimedName, string? sourceAddress, string? personId) =>
        new(name, claimedName, sourceAddress, personId) { _name = name, _claimedName = claimedName };
}
