using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Valhalla.Governance.Audit;
using Valhalla.Governance.EntityFramework.Control;
using Valhalla.Governance.EntityFramework.GoLive;
using Valhalla.Governance.EntityFramework.MarketPolicies;
using Valhalla.Governance.EntityFramework.Offers;
using Valhalla.Governance.Operations.MarketPolicies;
using Valhalla.Governance.Operations.Policies;

namespace Valhalla.Governance.EntityFramework.Policies;

/// <summary>All policies of the operations engines, as one transaction sees and changes them.</summary>
internal sealed class OperationsPolicyRows : ILockedRows<OperationsPolicies, OperationsPolicyChange>
{
    private readonly GoLiveStateRow _gate;
    private readonly Dictionary<MarketKey, MarketPolicyRow> _market = [];
    private readonly Dictionary<ProvinceCode, OfferPolicyRow> _offers = [];

    private OperationsPolicyRows(GoLiveStateRow gate) => _gate = gate;

    /// <summary>Reads all rows, tracked when the context tracks.</summary>
    /// <exception cref="ValhallaStoreException">The store was never seeded.</exception>
    public static async ValueTask<OperationsPolicyRows> ReadAsync(
        ValhallaDbContext db, CancellationToken cancellationToken)
    {
        var rows = new OperationsPolicyRows(await db.ReadGateAsync(cancellationToken));
        foreach (var row in await db.MarketPolicies.ToListAsync(cancellationToken))
        {
            // A name that none can have governs nothing, and hides no other row.
            if (ProvinceCode.TryParse(row.Province, out _)
                && (row.Market.Length == 0 || MarketName.TryParse(row.Market, out _)))
            {
                rows._market.Add(row.ToPolicy().Key, row);
            }
        }

        foreach (var row in await db.OfferPolicies.ToListAsync(cancellationToken))
        {
            if (ProvinceCode.TryParse(row.Province, out var province))
            {
                rows._offers.Add(province, row);
            }
        }

        return rows;
    }

    public OperationsPolicies ToSnapshot() => new()
    {
        Version = _gate.ControlVersion,
        MarketPolicies = _market.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToPolicy()),
        OfferPolicies = _offers.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToPolicy()),
    };

    public void Apply(ValhallaDbContext db, OperationsPolicyChange change, DateTimeOffset now)
    {
        foreach (var policy in change.MarketPolicies)
        {
            VersionedRow.For(_market, policy.Key, policy.Version, static row => row.Version).Apply(policy);
        }

        foreach (var policy in change.OfferPolicies)
        {
            VersionedRow.For(_offers, policy.Province, policy.Version, static row => row.Version).Apply(policy);
        }

        _gate.MakeNextVersion();
        db.AddDetached(_market.Values);
        db.AddDetached(_offers.Values);
    }

    public IReadOnlyList<AuditEntry> AuditOf(OperationsPolicyChange change) => change.Audit;
}
