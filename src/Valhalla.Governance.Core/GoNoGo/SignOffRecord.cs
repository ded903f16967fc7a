namespace Valhalla.Governance.GoNoGo;

/// <summary>A signature as it is stored with a decision and written to its record.</summary>
internal sealed record SignOffRecord(
    string Role,
    string Person,
    string? ClaimedPerson,
    string? SourceAddress,
    DateTimeOffset SignedAt,
    DateTimeOffset ExpiresAt,
    string? Comment,
    string? PersonId = null)
{
    public static SignOffRecord Of(SignOff signOff) => new(
        RoleOf(signOff),
        signOff.Author.Name,
        signOff.Author.ClaimedName,
        signOff.Author.SourceAddress,
        signOff.SignedAt.ToUniversalTime(),
        signOff.ExpiresAt.ToUniversalTime(),
        signOff.Comment,
        signOff.Author.PersonId);

    /// <summary>The role in capitals, also one that only a newer build knows.</summary>
    public static string RoleOf(SignOff signOff) => signOff.StoredRole ?? WireNames.CapitalsOf(signOff.Role);

    public SignOff ToSignOff(string hash) => Read(
        hash,
        Role,
        ChangeAuthor.AsStored(Person, ClaimedPerson, SourceAddress, PersonId),
        SignedAt,
        ExpiresAt,
        Comment);

    /// <summary>A signature with its role as it is stored.</summary>
    public static SignOff Read(
        string hash,
        string storedRole,
        ChangeAuthor author,
        DateTimeOffset signedAt,
        DateTimeOffset expiresAt,
        string? comment)
    {
        var isKnown = WireNames.TryRead<SignOffRole>(storedRole, out var role);
        return new SignOff(
            hash, isKnown ? role : WireNames.Unknown<SignOffRole>(), author, signedAt, expiresAt, comment)
        {
            StoredRole = isKnown ? null : storedRole,
        };
    }
}
