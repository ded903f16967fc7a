using System.Collections.Frozen;
using Valhalla.Governance.Audit;
using Valhalla.Governance.GoLive;
using Valhalla.Governance.GoNoGo;
using Valhalla.Governance.Ramp;
using Valhalla.Governance.Regression;

namespace Valhalla.Governance.Notices;

/// <summary>Which audit records are notices. Pure.</summary>
internal static class NoticeRules
{
    private static readonly FrozenDictionary<string, GovernanceNoticeKind> Kinds =
        new Dictionary<string, GovernanceNoticeKind>
        {
            [GoLiveRules.EngageAction] = GovernanceNoticeKind.KillSwitchEngaged,
            [GoLiveRules.ReleaseAction] = GovernanceNoticeKind.KillSwitchReleased,
            [RegressionFiring.TriggerAction] = GovernanceNoticeKind.TripwireTriggered,
            [InfluenceRules.RollbackAction] = GovernanceNoticeKind.RampRolledBack,
            [GoNoGoAudit.DecideAction] = GovernanceNoticeKind.GoNoGoDecided,
            [GoLiveRules.EnableAction] = GovernanceNoticeKind.GoLiveEnabled,
            [GoLiveRules.EnableOverrideAction] = GovernanceNoticeKind.GoLiveEnabled,
            [GoLiveRules.DisableAction] = GovernanceNoticeKind.GoLiveDisabled,
        }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The notice of a record; null for what nobody is told of.</summary>
    public static GovernanceNotice? TryRead(AuditRecord record) =>
        !Kinds.TryGetValue(record.Entry.Action, out var kind)
            ? null
            : new GovernanceNotice
            {
                Sequence = record.Sequence,
                Hash = record.Hash,
                Kind = kind,
                Action = record.Entry.Action,
                At = record.OccurredAt,
                Subject = record.Entry.Subject,
                Actor = record.Entry.Author.Name,
                ClaimedActor = record.Entry.Author.ClaimedName,
                Reason = record.Entry.Reason,
                FromJson = record.Entry.FromJson,
                ToJson = record.Entry.ToJson,
            };
}
