namespace Valhalla.Governance.EntityFramework.GoNoGo;

/// <summary>A row of <c>sign_off</c>. Rows are only added.</summary>
internal sealed class SignOffRow
{
    public long Id { get; set; }

    public string EvaluationHash { get; set; } = "";

    public string Role { get; set; } = "";

    public string Actor { get; set; } = "";

    public string? ClaimedActor { get; set; }

    public string? SourceAddress { get; set; }

    public string? Comment { get; set; }

    public DateTimeOffset SignedAt { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    public static SignOffRow Of(SignOff signOff) => new()
    {
        EvaluationHash = signOff.Hash,
        Role = WireNames.CapitalsOf(signOff.Role),
        Actor = signOff.Author.Name,
        ClaimedActor = signOff.Author.ClaimedName,
        SourceAddress = signOff.Author.SourceAddress,
        Comment = signOff.Comment,
        SignedAt = signOff.SignedAt.ToUniversalTime(),
        ExpiresAt = signOff.ExpiresAt.ToUniversalTime(),
    };

    public SignOff ToSignOff() => new(
        EvaluationHash,
        StoredNames.Read<SignOffRole>(Role),
        new ChangeAuthor(Actor, ClaimedActor, SourceAddress),
        SignedAt,
        ExpiresAt,
        Comment);
}
