namespace Valhalla.Governance;

/// <summary>What became of a request to sign.</summary>
/// <param name="Status">What came out.</param>
/// <param name="Evaluation">The evaluation with its signatures now; null where none has the hash.</param>
/// <param name="SignOff">The caller's signature; null when refused.</param>
public sealed record SignOffResult(SignOffStatus Status, GoNoGoEvaluation? Evaluation, SignOff? SignOff)
{
    /// <summary>Whether the signature stands.</summary>
    public bool Ok => Status is SignOffStatus.Recorded or SignOffStatus.AlreadySigned;
}
