namespace Valhalla.Governance.EntityFramework.Idempotency;

/// <summary>A row of <c>idempotency_key</c>: what was answered to the first request with a key.</summary>
internal sealed class IdempotencyKeyRow
{
    public string Scope { get; set; } = "";

    public string Key { get; set; } = "";

    public string RequestHash { get; set; } = "";

    public string Answer { get; set; } = "";

    public DateTimeOffset CreatedAt { get; set; }
}
