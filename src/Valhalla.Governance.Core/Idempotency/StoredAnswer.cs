namespace Valhalla.Governance.Idempotency;

/// <summary>What was answered to the first request with a key.</summary>
/// <param name="RequestHash">The hash of that request.</param>
/// <param name="AnswerJson">The answer as JSON, in the form that the feature which wrote it reads back.</param>
internal sealed record StoredAnswer(string RequestHash, string AnswerJson);
