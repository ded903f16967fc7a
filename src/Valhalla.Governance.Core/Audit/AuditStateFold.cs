using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Valhalla.Governance.Control;
using Valhalla.Governance.Drill;
using Valhalla.Governance.GoLive;
using Valhalla.Governance.Heimdall;
using Valhalla.Governance.Regression;
using Valhalla.Governance.Risk;

namespace Valhalla.Governance.Audit;

/// <summary>
/// Rebuilds control state at an instant from the records in their order. The first record later than the instant ends
/// the state, so that it is one that existed, even where a clock was set back.
/// </summary>
internal sealed class AuditStateFold(DateTimeOffset at)
{
    public const string GateArea = "gate";
    private const string DrillArea = "kill_switch_drill";
    public const string RiskArea = "risk_policy";
    public const string HeimdallArea = "heimdall_policy";
    public const string RegressionPolicyArea = "regression_policy";
    public const string RegressionStateArea = "regression_state";
    public const string InfluenceArea = "influence_state";

    private static readonly string[] NeverRecorded =
    [
        "The ledger and its reservations: the journal at governance/risk/events has them.",
        "The figures of a tripwire between two recorded changes, scorecards and recommendations: they are computed.",
        "A kill that only one node knew, before the store had it.",
    ];

    private static readonly string[] NotOfTheGate = ["overridden_checks", "latched_at", "note"];
    private static readonly string[] Approvals = ["release_approvals", "approvals"];

    private readonly Dictionary<RowKey, AuditStateItem> _items = [];
    private readonly HashSet<RowKey> _created = [];
    private readonly List<string> _notRebuilt = [.. NeverRecorded];
    private bool _isPast;
    private int _clockSetBack;

    /// <summary>The last record of the state.</summary>
    public long Sequence { get; private set; }

    /// <summary>Takes the next record of the chain.</summary>
    public void Add(AuditRecord record)
    {
        _isPast |= record.OccurredAt > at;
        if (!_isPast)
        {
            Sequence = record.Sequence;
        }
        else if (record.OccurredAt <= at)
        {
            _clockSetBack++;
        }

        var key = new RowKey(AreaOf(record.Entry.Action), record.Entry.Subject);
        if (!_isPast)
        {
            if (record.Entry.ToJson is { } to)
            {
                _items[key] = Item(key, Shown(record.Entry, to), AuditStateSource.Record, record);
            }
        }
        else if (!_items.ContainsKey(key) && !_created.Contains(key))
        {
            AddLater(key, record);
        }
    }

    /// <summary>Adds what no record tells of, and ends.</summary>
    /// <param name="current">Control state now.</param>
    /// <param name="walk">How the records were checked.</param>
    public AuditState End(ControlSnapshot current, AuditChainWalk walk)
    {
        AddSeed(
            new RowKey(GateArea, ""),
            GoLiveAudit.ToJson(current.Gate),
            current.Gate.Epoch + 1,
            current.Gate.UpdatedAt);
        foreach (var policy in current.RiskPolicies.Values)
        {
            AddSeed(
                new RowKey(RiskArea, policy.Engine.Value),
                RiskPolicyRules.ToJson(policy)!,
                policy.Version,
                policy.UpdatedAt);
        }

        foreach (var policy in current.HeimdallPolicies.Values)
        {
            AddSeed(
                new RowKey(HeimdallArea, policy.Domain.Value),
                HeimdallPolicyRules.ToJson(policy)!,
                policy.Version,
                policy.UpdatedAt);
        }

        foreach (var policy in current.RegressionPolicies.Values)
        {
            AddSeed(
                new RowKey(RegressionPolicyArea, policy.Series.ToString()),
                RegressionAudit.ToJson(policy)!,
                policy.Version,
                policy.UpdatedAt);
        }

        if (_clockSetBack > 0)
        {
            _notRebuilt.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{_clockSetBack} later records carry earlier times: a clock was set back. The state ends before."));
        }

        return new AuditState
        {
            At = at.ToUniversalTime(),
            Sequence = Sequence,
            Items =
            [
                .. _items.Values.OrderBy(static i => i.Area, StringComparer.Ordinal)
                    .ThenBy(static i => i.Subject, StringComparer.Ordinal),
            ],
            NotRebuilt = _notRebuilt,
            Break = walk.Break,
        };
    }

    private void AddLater(RowKey key, AuditRecord record)
    {
        if (record.Entry.FromJson is { } from)
        {
            _items[key] = Item(key, Shown(record.Entry, from), AuditStateSource.LaterRecord, record);
        }
        else if (record.Entry.ToJson is not null)
        {
            // The row was created by this record, so it was not there at the instant.
            _created.Add(key);
        }
    }

    private void AddSeed(RowKey key, string json, long version, DateTimeOffset updatedAt)
    {
        if (_items.ContainsKey(key) || _created.Contains(key))
        {
            return;
        }

        if (version > 1)
        {
            _notRebuilt.Add(string.Create(
                CultureInfo.InvariantCulture,
                $"{key.Area} {key.Subject}: it was changed {version - 1} times, and no record tells of it."));
        }
        else if (updatedAt <= at)
        {
            _items[key] = Item(key, json, AuditStateSource.Seed, record: null);
        }
    }

    private static AuditStateItem Item(RowKey key, string json, AuditStateSource source, AuditRecord? record) => new()
    {
        Area = key.Area,
        Subject = key.Subject,
        ValueJson = json,
        Source = source,
        Event = record?.ToEvent(),
    };

    // Features that come later have rows named like their actions, so this knows only where that is not so.
    public static string AreaOf(string action)
    {
        var dot = action.LastIndexOf('.');
        var family = dot < 0 ? action : action[..dot];
        return family switch
        {
            _ when string.Equals(action, DrillRules.Action, StringComparison.Ordinal) => DrillArea,
            "go_live" or "kill_switch" => GateArea,
            "heimdall" => HeimdallArea,
            "ramp" => InfluenceArea,
            "regression" => RegressionStateArea,
            _ => family,
        };
    }

    /// <summary>The row alone: a gate record also tells what led to it.</summary>
    public static string Shown(AuditEntry entry, string json)
    {
        if (!string.Equals(AreaOf(entry.Action), GateArea, StringComparison.Ordinal))
        {
            return json;
        }

        try
        {
            if (JsonNode.Parse(json) is not JsonObject gate)
            {
                return json;
            }

            foreach (var member in NotOfTheGate)
            {
                gate.Remove(member);
            }

            // The release names those whose word led to it, and leaves none of them behind.
            if (string.Equals(entry.Action, GoLiveRules.ReleaseAction, StringComparison.Ordinal)
                && ReferenceEquals(json, entry.ToJson))
            {
                foreach (var member in Approvals.Where(gate.ContainsKey))
                {
                    gate[member] = new JsonArray();
                }
            }

            return gate.ToJsonString();
        }
        catch (JsonException)
        {
            return json;
        }
    }
}
