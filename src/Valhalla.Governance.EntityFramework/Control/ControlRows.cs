using System.Collections.Frozen;
using Microsoft.EntityFrameworkCore;
using Valhalla.Governance.Audit;
using Valhalla.Governance.Control;
using Valhalla.Governance.EntityFramework.Drill;
using Valhalla.Governance.EntityFramework.GoLive;
using Valhalla.Governance.EntityFramework.Heimdall;
using Valhalla.Governance.EntityFramework.Integrity;
using Valhalla.Governance.EntityFramework.Ramp;
using Valhalla.Governance.EntityFramework.Regression;
using Valhalla.Governance.EntityFramework.Risk;
using Valhalla.Governance.Heimdall;
using Valhalla.Governance.Integrity;

namespace Valhalla.Governance.EntityFramework.Control;

/// <summary>All rows of control state, as one transaction sees and changes them.</summary>
internal sealed class ControlRows : ILockedRows<ControlSnapshot, ControlChange>
{
    private const string RunningDrill = "RUNNING";

    private readonly Dictionary<EngineName, RiskPolicyRow> _risk = [];
    private readonly Dictionary<DomainName, HeimdallPolicyRow> _heimdall = [];
    private readonly Dictionary<KpiSeries, RegressionPolicyRow> _regression = [];
    private readonly Dictionary<KpiSeries, RegressionStateRow> _states = [];
    private KillSwitchDrillRow? _drill;
    private IReadOnlyList<IntegrityFinding> _findings = [];
    private long _evaluatorToken;

    private readonly InfluenceStateRows _influence;
    private readonly IntegrityAlarmRows _alarms;

    private ControlRows(GoLiveStateRow gate, InfluenceStateRows influence, IntegrityAlarmRows alarms)
    {
        Gate = gate;
        _influence = influence;
        _alarms = alarms;
    }

    public GoLiveStateRow Gate { get; }

    public ControlVersion? Kill => Gate.KillSwitchEngaged ? Gate.ControlVersion : null;

    /// <summary>Reads all rows, tracked when the context tracks.</summary>
    /// <exception cref="ValhallaStoreException">The store was never seeded.</exception>
    public static async ValueTask<ControlRows> ReadAsync(ValhallaDbContext db, CancellationToken cancellationToken)
    {
        var rows = new ControlRows(
            await db.ReadGateAsync(cancellationToken),
            await InfluenceStateRows.ReadAsync(db, cancellationToken),
            await IntegrityAlarmRows.ReadAsync(db, cancellationToken));
        // A name that none can have governs nothing, and hides no other row; the comparison with the records tells.
        foreach (var row in await db.RiskPolicies.ToListAsync(cancellationToken))
        {
            if (EngineName.TryParse(row.Engine, out var engine))
            {
                rows._risk.Add(engine, row);
            }
        }

        foreach (var row in await db.HeimdallPolicies.ToListAsync(cancellationToken))
        {
            if (DomainName.TryParse(row.Domain, out var domain))
            {
                rows._heimdall.Add(domain, row);
            }
        }

        foreach (var row in await db.RegressionPolicies.ToListAsync(cancellationToken))
        {
            if (SeriesOf(row.Domain, row.Metric) is { } series)
            {
                rows._regression.Add(series, row);
            }
        }

        foreach (var row in await db.RegressionStates.ToListAsync(cancellationToken))
        {
            if (SeriesOf(row.Domain, row.Metric) is { } series)
            {
                rows._states.Add(series, row);
            }
        }

        rows._evaluatorToken = await db.EvaluatorLeases.AsNoTracking()
            .Select(row => row.Token).SingleOrDefaultAsync(cancellationToken);
        rows._drill = await db.KillSwitchDrills.SingleOrDefaultAsync(
            row => row.Status == RunningDrill, cancellationToken);
        return rows;
    }

    /// <summary>Reads all rows, and compares them with their audit records.</summary>
    /// <exception cref="ValhallaStoreException">The store was never seeded.</exception>
    public static async ValueTask<ControlRows> ReadAsync(
        ValhallaDbContext db, AuditTail tail, ControlRowCheck check, CancellationToken cancellationToken)
    {
        var rows = await ReadAsync(db, cancellationToken);
        var (fold, lost) = await tail.ReadAsync(db, cancellationToken);
        rows._findings = check.Find(rows.ToSnapshot(), fold);
        if (lost is not null)
        {
            rows._findings = [.. rows._findings, IntegrityFinding.LostRecord(lost)];
        }

        return rows;
    }

    public ControlSnapshot ToSnapshot() => new()
    {
        Revision = Gate.Revision,
        Incarnation = Gate.Incarnation,
        Gate = Gate.ToState(),
        Influence = _influence.State,
        RiskPolicies = _risk.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToPolicy()),
        HeimdallPolicies = _heimdall.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToPolicy()),
        RegressionPolicies = _regression.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToPolicy()),
        RegressionStates = _states.ToFrozenDictionary(pair => pair.Key, pair => pair.Value.ToState()),
        EvaluatorToken = _evaluatorToken,
        Alarms = _alarms.Alarms,
        Findings = _findings,
        Drill = _drill is { Status: RunningDrill } drill ? drill.ToDrill() : null,
    };

    /// <summary>Puts the new rows in place; the context then writes what differs.</summary>
    /// <exception cref="InvalidOperationException">A new row is not the successor of the one it replaces.</exception>
    public void Apply(ValhallaDbContext db, ControlChange change, DateTimeOffset now)
    {
        if (change.Gate is { } gate)
        {
            VersionedRow.Require(gate.Epoch, Gate.Epoch, "the gate");
            Gate.Apply(gate);
        }

        if (change.Influence is { } influence)
        {
            _influence.Apply(db, influence);
        }

        foreach (var policy in change.RiskPolicies)
        {
            var row = VersionedRow.For(_risk, policy.Engine, policy.Version, static row => row.Version);
            row.Apply(policy);
        }

        foreach (var policy in change.HeimdallPolicies)
        {
            var row = VersionedRow.For(_heimdall, policy.Domain, policy.Version, static row => row.Version);
            row.Apply(policy);
        }

        foreach (var policy in change.RegressionPolicies)
        {
            var row = VersionedRow.For(_regression, policy.Series, policy.Version, static row => row.Version);
            row.Apply(policy);
        }

        foreach (var state in change.RegressionStates)
        {
            var row = VersionedRow.For(_states, state.Series, state.Version, static row => row.Version);
            row.Apply(state);
        }

        foreach (var drill in change.Drills)
        {
            ApplyDrill(db, drill);
        }

        _alarms.Apply(db, change.Alarms);
        Gate.MakeNextVersion();
        db.AddDetached(_risk.Values);
        db.AddDetached(_heimdall.Values);
        db.AddDetached(_regression.Values);
        db.AddDetached(_states.Values);
        db.HeimdallEvents.AddRange(change.HeimdallEvents.Select(entry => ToRow(entry, now)));
    }

    public IReadOnlyList<AuditEntry> AuditOf(ControlChange change) => change.Audit;

    private static KpiSeries? SeriesOf(string domain, string metric) =>
        DomainName.TryParse(domain, out var known) && MetricName.TryParse(metric, out var measured)
            ? new KpiSeries(known, measured)
            : null;

    private void ApplyDrill(ValhallaDbContext db, KillSwitchDrill drill)
    {
        if (_drill?.Id != drill.Id)
        {
            _drill = new KillSwitchDrillRow();
            db.KillSwitchDrills.Add(_drill);
        }

        _drill.Apply(drill);
    }

    private static HeimdallEventRow ToRow(HeimdallEvent entry, DateTimeOffset now) => new()
    {
        Kind = entry.Kind,
        Domain = entry.Domain.Value,
        ModelVersion = entry.ModelVersion,
        Actor = entry.Actor,
        Reason = entry.Reason,
        Detail = entry.DetailJson,
        CreatedAt = now,
    };
}
