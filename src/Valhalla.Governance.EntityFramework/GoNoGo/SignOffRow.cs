using Valhalla.Governance.GoNoGo;

namespace Valhalla.Governance.EntityFramework.GoNoGo;

/// <summary>A row of <c>sign_off</c>. Rows are only added.</summary>
internal sealed class SignOffRow
{
    public long Id { get; set; }

    public string EvaluationHash { get; set; } = "";

    public string Role { get; set; } = "";

    public string Actor { get; set; } = "";

    /// <summary>Who it is whatever the name says; null where only the name is known.</summary>
    public string? ActorId { get; set; }

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
        ActorId = signOff.Author.PersonId,
        ClaimedActor = signOff.Author.ClaimedName,
        SourceAddress = signOff.Author.SourceAddress,
        Comment = signOff.Comment,
        SignedAt = signOff.SignedAt.ToUniversalTime(),
        ExpiresAt = signOff.ExpiresAt.ToUniversalTime(),
    };

    public SignOff ToSignOff() => SignOffRecord.Read(
        EvaluationHash,
        Role,
        ChangeAuthor.AsStored(Actor, ClaimedActor, SourceAddress, ActorId),
        SignedAt,
        ExpiresAt,
        Comment);
}
