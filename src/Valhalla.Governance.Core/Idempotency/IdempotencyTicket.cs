namespace Valhalla.Governance.Idempotency;

/// <summary>What makes a request decidable once: its key within a scope, and a hash of what was asked.</summary>
/// <param name="Scope">Which kind of request, such as <c>risk</c> or <c>kpi</c>.</param>
/// <param name="Key">The caller's key, 1 to 255 characters.</param>
/// <param name="RequestHash">SHA-256 of the request in canonical form, lower-case hex.</param>
internal sealed record IdempotencyTicket(string Scope, string Key, string RequestHash);
