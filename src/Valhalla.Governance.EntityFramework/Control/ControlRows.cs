using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Valhalla.Governance.Control;
using Valhalla.Governance.EntityFramework.GoLive;
using Valhalla.Governance.EntityFramework.Heimdall;
using Valhalla.Governance.EntityFramework.Regression;
using Valhalla.Governance.EntityFramework.Risk;

namespace Valhalla.Governance.EntityFramework.Control;

/// <summary>All rows of control state, as one transaction sees and changes them.</summary>
internal sealed class ControlRows
{
    private readonly Dictionary<EngineName, RiskPolicyRow> _risk = [];
    private readonly Dictionary<DomainName, HeimdallPolicyRow> _heimdall = [];
    private readonly Dictionary<KpiSeries, RegressionPolicyRow> _regression = [];
    private readonly Dictionary<KpiSeries, RegressionStateRow> _states = [];

    private ControlRows(GoLiveStateRow gate) => Gate = gate;

    public GoLiveStateRow Gate { get; }

    /// <summary>Reads all rows, tracked when the context tracks.</summary>
    /// <exception cref="ValhallaStoreException">The store was never seeded.</exception>
    public static async ValueTask<ControlRows> ReadAsync(ValhallaDbContext db, CancellationToken cancellationToken)
    {
        var gate = await db.GoLiveStates.SingleOrDefaultAsync(cancellationToken)
            ?? throw new ValhallaStoreException(
                StoreFailure.SchemaMismatch,
                "The store was never initialised: run `valhalla db apply`, "
                + "or set Valhalla:Storage:SchemaMode to Auto.");
        var rows = new ControlRows(gate);
        foreach (var row in await db.RiskPolicies.ToListAsync(cancellationToken))
        {
            rows._risk.Add(new EngineName(row.Engine), row);
        }

        foreach (var row in await db.HeimdallPolicies.ToListAsync(cancellationToken))
        {
            rows._heimdall.Add(new DomainName(row.Domain), row);
        }

        foreach (var row in await db.RegressionPolicies.ToListAsync(cancellationToken))
        {
            rows._regression.Add(new KpiSeries(new DomainName(row.Domain), new MetricName(row.Metric)), row);
        }

        foreach (var row in await db.RegressionStates.ToListAsync(cancellationToken))
        {
            rows._states.Add(new KpiSeries(new DomainName(row.Domain), new MetricName(row.Metric)), row);
        }

        return rows;
    }

    public ControlSnapshot ToSnapshot() => new()
    {
        Revision = Gate.Revision,
        Gate = Gate.ToState(),
        RiskPolicies = _risk.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToPolicy()),
        HeimdallPolicies = _heimdall.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToPolicy()),
        RegressionPolicies = _regression.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToPolicy()),
        RegressionStates = _states.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToState()),
    };

    /// <summary>Puts the new rows in place; the context then writes what differs.</summary>
    /// <exception cref="InvalidOperationException">A new row is not the successor of the one it replaces.</exception>
    public void Apply(ValhallaDbContext db, ControlChange change)
    {
        if (change.Gate is { } gate)
        {
            Require(gate.Epoch, Gate.Epoch, "the gate");
            Gate.Apply(gate);
        }

        foreach (var policy in change.RiskPolicies)
        {
            var row = RowFor(_risk, policy.Engine, policy.Version, static row => row.Version);
            row.Apply(policy);
        }

        foreach (var policy in change.HeimdallPolicies)
        {
            var row = RowFor(_heimdall, policy.Domain, policy.Version, static row => row.Version);
            row.Apply(policy);
        }

        foreach (var policy in change.RegressionPolicies)
        {
            var row = RowFor(_regression, policy.Series, policy.Version, static row => row.Version);
            row.Apply(policy);
        }

        foreach (var state in change.RegressionStates)
        {
            var row = RowFor(_states, state.Series, state.Version, static row => row.Version);
            row.Apply(state);
        }

        Gate.Revision++;
        AddTracked(db);
    }

    private static TRow RowFor<TKey, TRow>(
        Dictionary<TKey, TRow> rows, TKey key, long version, Func<TRow, long> versionOf)
        where TKey : struct
        where TRow : class, new()
    {
        if (!rows.TryGetValue(key, out var row))
        {
            Require(version, 0, key.ToString()!);
            row = new TRow();
            rows.Add(key, row);
            return row;
        }

        Require(version, versionOf(row), key.ToString()!);
        return row;
    }

    private static void Require(long version, long before, string what)
    {
        if (version != before + 1)
        {
            throw new InvalidOperationException(
                $"Version {version} of {what} does not follow version {before}: "
                + "the change was decided on another state.");
        }
    }

    private void AddTracked(ValhallaDbContext db)
    {
        // The keys of new rows are known only after they were filled, so they are tracked last.
        foreach (var row in _risk.Values.Cast<object>()
            .Concat(_heimdall.Values).Concat(_regression.Values).Concat(_states.Values))
        {
            if (db.Entry(row).State == EntityState.Detached)
            {
                db.Add(row);
            }
        }
    }
}
