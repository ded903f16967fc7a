namespace Valhalla.Governance;

/// <summary>One person's signature under one evaluation.</summary>
/// <param name="Hash">The hash of the evaluation that was signed.</param>
/// <param name="Role">In what capacity.</param>
/// <param name="Author">Who.</param>
/// <param name="SignedAt">When, by the store's clock, UTC.</param>
/// <param name="ExpiresAt">From when on it no longer counts, UTC.</param>
/// <param name="Comment">What the signer added, or null.</param>
public sealed record SignOff(
    string Hash,
    SignOffRole Role,
    ChangeAuthor Author,
    DateTimeOffset SignedAt,
    DateTimeOffset ExpiresAt,
    string? Comment = null)
{
    /// <summary>The name of a role that a newer build has stored and this one does not know; else null.</summary>
    internal string? StoredRole { get; init; }
}
