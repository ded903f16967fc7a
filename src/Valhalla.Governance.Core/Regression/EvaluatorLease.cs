namespace Valhalla.Governance.Regression;

/// <summary>Which node evaluates the tripwires.</summary>
/// <param name="Holder">The node's id.</param>
/// <param name="Token">Grows by one with each take-over: what an earlier holder still does can be told apart.</param>
/// <param name="ExpiresAt">Until when it holds, by the store's clock.</param>
internal sealed record EvaluatorLease(string Holder, long Token, DateTimeOffset ExpiresAt);
