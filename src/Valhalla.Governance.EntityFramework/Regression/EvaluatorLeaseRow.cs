using Valhalla.Governance.Regression;

namespace Valhalla.Governance.EntityFramework.Regression;

/// <summary>The one row of <c>evaluator_lease</c>; there is none before a node has evaluated.</summary>
internal sealed class EvaluatorLeaseRow
{
    public const int SingleId = 1;

    public int Id { get; set; } = SingleId;

    public string Holder { get; set; } = "";

    public long Token { get; set; }

    public DateTimeOffset ExpiresAt { get; set; }

    public EvaluatorLease ToLease() => new(Holder, Token, ExpiresAt);

    public void Apply(EvaluatorLease lease) =>
        (Holder, Token, ExpiresAt) = (lease.Holder, lease.Token, StoreTime.Truncate(lease.ExpiresAt));
}
