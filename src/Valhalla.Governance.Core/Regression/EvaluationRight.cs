using Valhalla.Governance.Control;

namespace Valhalla.Governance.Regression;

/// <summary>
/// What an evaluation must still have when it commits. It is taken before the events are read, so that nothing fires
/// on events that are older than a lease lasts.
/// </summary>
/// <param name="Token">The newest token of the evaluator's lease.</param>
/// <param name="ValidUntil">By the store's clock.</param>
internal readonly record struct EvaluationRight(long Token, DateTimeOffset ValidUntil)
{
    /// <summary>Whether nobody has taken over, and the time is not up.</summary>
    /// <param name="current">Control state under the store's lock.</param>
    /// <param name="now">The store's clock.</param>
    public bool Holds(ControlSnapshot current, DateTimeOffset now) =>
        current.EvaluatorToken == Token && now <= ValidUntil;
}
