using Valhalla.Governance.Control;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Operations.Policies;

/// <summary>Policies in memory, with the versions and the atomicity of the durable stores.</summary>
internal sealed class InMemoryOperationsPolicyStore(InMemoryDatabase database, IControlStore control)
    : IOperationsPolicyStore
{
    private OperationsPolicies _policies = OperationsSeeds.Create(database.Now);

    public ValueTask<OperationsPolicies> ReadAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            return ValueTask.FromResult(_policies with { Version = database.Control.Version });
        }
    }

    public async ValueTask<OperationsPolicies> CommitAsync(
        OperationsPolicyDecision decide, CancellationToken cancellationToken)
    {
        OperationsPolicies? committed = null;

        // The control store runs a decision once, under the lock of the database: what is changed there is changed
        // together with its audit records.
        var snapshot = await control.CommitAsync(
            (_, now) =>
            {
                if (decide(_policies, now) is not { } change)
                {
                    return null;
                }

                _policies = committed = Apply(_policies, change);
                return new ControlChange { Audit = change.Audit };
            },
            cancellationToken).ConfigureAwait(false);
        return (committed ?? _policies) with { Version = snapshot.Version };
    }

    private static OperationsPolicies Apply(OperationsPolicies current, OperationsPolicyChange change) => current with
    {
        MarketPolicies =
            VersionedRows.Merge(current.MarketPolicies, change.MarketPolicies, p => p.Key, p => p.Version),
        OfferPolicies =
            VersionedRows.Merge(current.OfferPolicies, change.OfferPolicies, p => p.Province, p => p.Version),
    };
}
