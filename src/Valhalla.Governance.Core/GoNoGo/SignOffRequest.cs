namespace Valhalla.Governance;

/// <summary>Asks to sign an evaluation.</summary>
/// <param name="Hash">The hash of the evaluation, 64 lower-case hex digits.</param>
/// <param name="Role">In what capacity.</param>
/// <param name="Author">Who signs; the identity counts, not what the caller claims where it is known.</param>
/// <param name="Comment">What the signer adds, at most 1 000 characters; may be null.</param>
public sealed record SignOffRequest(string Hash, SignOffRole Role, ChangeAuthor Author, string? Comment = null);
