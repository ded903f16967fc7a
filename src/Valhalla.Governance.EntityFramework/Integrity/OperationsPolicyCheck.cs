using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Valhalla.Governance.Audit;
using Valhalla.Governance.EntityFramework.Control;
using Valhalla.Governance.EntityFramework.Policies;
using Valhalla.Governance.Integrity;
using Valhalla.Governance.Operations.MarketPolicies;
using Valhalla.Governance.Operations.Offers;
using Valhalla.Governance.Operations.Policies;

namespace Valhalla.Governance.EntityFramework.Integrity;

/// <summary>Compares the policies of the operations engines with their audit records.</summary>
internal sealed class OperationsPolicyCheck(IStoreDialect dialect, StoreRetry retry) : IIntegrityCheck
{
    private const string MarketArea = "market_policy";
    private const string OfferArea = "offer_policy";

    private static readonly FrozenDictionary<string, Func<string, bool>> Names =
        new Dictionary<string, Func<string, bool>>(StringComparer.Ordinal)
        {
            ["channels"] = static text => WireNames.TryRead<ContactChannel>(text, out _),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    private readonly AuditTail _tail = new();

    // Made by the first check: a host that starts has other things to do.
    private RowComparer? _rows;

    public ValueTask<IReadOnlyList<IntegrityFinding>> FindAsync(CancellationToken cancellationToken) =>
        retry.RunAsync(this, static (check, token) => check.FindOnceAsync(token), cancellationToken);

    private async ValueTask<IReadOnlyList<IntegrityFinding>> FindOnceAsync(CancellationToken cancellationToken)
    {
        await using var db = await dialect.CreateContextAsync(cancellationToken);
        db.ChangeTracker.QueryTrackingBehavior = QueryTrackingBehavior.NoTracking;
        var (policies, fold) = await ConsistentRead.RunAsync(
            db,
            async (context, token) =>
            {
                var rows = (await OperationsPolicyRows.ReadAsync(context, token)).ToSnapshot();
                return (Rows: rows, (await _tail.ReadAsync(context, token)).Fold);
            },
            static read => read.Rows.Version,
            cancellationToken);
        _rows ??= new RowComparer(RowsOf(OperationsSeeds.Create(DateTimeOffset.UnixEpoch)), Names);
        return _rows.Compare(RowsOf(policies), fold, MarketArea, OfferArea);
    }

    private static List<AuditedRow> RowsOf(OperationsPolicies policies) =>
    [
        .. policies.MarketPolicies.Values.Select(policy => new AuditedRow(
            new RowKey(MarketArea, policy.Key.ToString()),
            policy.Version,
            () => MarketPolicyRules.ToJson(policy)!,
            new RowStamp(policy.ChangedBy, policy.Reason, policy.UpdatedAt),
            policy with { UpdatedAt = default })),
        .. policies.OfferPolicies.Values.Select(policy => new AuditedRow(
            new RowKey(OfferArea, policy.Province.Value),
            policy.Version,
            () => OfferPolicyRules.ToJson(policy)!,
            new RowStamp(policy.ChangedBy, policy.Reason, policy.UpdatedAt),
            policy with { UpdatedAt = default })),
    ];
}
