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
        WireNames.CapitalsOf(signOff.Role),
        signOff.Author.Name,
        signOff.Author.ClaimedName,
        signOff.Author.SourceAddress,
        signOff.SignedAt.ToUniversalTime(),
        signOff.ExpiresAt.ToUniversalTime(),
        signOff.Comment,
        signOff.Author.PersonId);

    public SignOff ToSignOff(string hash) => new(
        hash,
        WireNames.TryRead<SignOffRole>(Role, out var role)
            ? role
            : throw new ValhallaStoreException(
                StoreFailure.SchemaMismatch, $"'{Role}' is no role of this build. Update this node."),
        ChangeAuthor.AsStored(Person, ClaimedPerson, SourceAddress, PersonId),
        SignedAt,
        ExpiresAt,
        Comment);
}
