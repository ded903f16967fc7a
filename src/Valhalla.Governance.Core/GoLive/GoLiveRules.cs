using Valhalla.Governance.Audit;
using Valhalla.Governance.Control;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.GoLive;

/// <summary>How the gate row may change. Pure: every change adds one to the epoch and tells one audit record.</summary>
internal static class GoLiveRules
{
    public const string EnableAction = "go_live.enable";
    public const string EnableOverrideAction = "go_live.enable_override";
    public const string DisableAction = "go_live.disable";
    public const string EngageAction = "kill_switch.engage";
    public const string ReleaseAction = "kill_switch.release";
    public const string ReleaseApprovalAction = "kill_switch.release_approval";

    /// <summary>Enables production execution.</summary>
    /// <param name="gate">The row under the lock.</param>
    /// <param name="request">Who, why, and whether failing checks are overridden.</param>
    /// <param name="failingChecks">The blockers of a runbook run just before.</param>
    /// <param name="now">The store's clock.</param>
    public static GoLiveRuling Enable(
        GoLiveState gate, GoLiveEnableRequest request, IReadOnlyList<string> failingChecks, DateTimeOffset now)
    {
        if (request.Override && string.IsNullOrWhiteSpace(request.Reason))
        {
            return GoLiveRuling.Refused(GoLiveChangeStatus.ReasonRequired);
        }

        if (gate.GoLiveEnabled)
        {
            return GoLiveRuling.Unchanged;
        }

        // The runbook ran before the lock: somebody may have pulled the kill switch since.
        var failing = gate.KillSwitchEngaged && !failingChecks.Contains(RunbookCheckIds.KillSwitchClear)
            ? [.. failingChecks, RunbookCheckIds.KillSwitchClear]
            : failingChecks;
        if (failing.Count > 0 && !request.Override)
        {
            return new GoLiveRuling(GoLiveChangeStatus.ChecksFailing, null, failing);
        }

        var enabled = Next(gate, request.Author, request.Reason, now) with { GoLiveEnabled = true };
        return failing.Count > 0
            ? Change(gate, enabled, EnableOverrideAction, request.Author, GoLiveAudit.ToJson(enabled, failing))
            : Change(gate, enabled, EnableAction, request.Author, GoLiveAudit.ToJson(enabled));
    }

    /// <summary>Disables production execution; always allowed.</summary>
    public static GoLiveRuling Disable(GoLiveState gate, ChangeAuthor author, string? reason, DateTimeOffset now)
    {
        if (!gate.GoLiveEnabled)
        {
            return GoLiveRuling.Unchanged;
        }

        var disabled = Next(gate, author, reason, now) with { GoLiveEnabled = false };
        return Change(gate, disabled, DisableAction, author, GoLiveAudit.ToJson(disabled, note: author.Note));
    }

    /// <summary>
    /// Engages the kill switch; always allowed. Where it is engaged already this is one more reason to stop: it is
    /// audited, and whoever has approved the release so far did so without knowing it.
    /// </summary>
    /// <param name="gate">The row under the lock.</param>
    /// <param name="author">Who asks.</param>
    /// <param name="reason">Why; may be null.</param>
    /// <param name="latchedAt">Since when it is in force on one node, if the store was not reachable then.</param>
    /// <param name="now">The store's clock.</param>
    public static GoLiveRuling Engage(
        GoLiveState gate, ChangeAuthor author, string? reason, DateTimeOffset? latchedAt, DateTimeOffset now)
    {
        if (gate is { KillSwitchEngaged: true, ReleaseApprovals: [] })
        {
            // The library itself asks with every batch that finds the same fault: once is enough.
            if ((author with { Note = null }) == ChangeAuthor.System)
            {
                return GoLiveRuling.Unchanged;
            }

            // The row stays as it is, and only the record is added.
            var json = GoLiveAudit.ToJson(gate, overriddenChecks: null, latchedAt, author.Note);
            var again = new AuditEntry(
                EngageAction, "", author, reason, GoLiveAudit.ToJson(gate), json, gate.Epoch);
            return GoLiveRuling.Unchanged with { Change = new ControlChange { Audit = [again] } };
        }

        var engaged = Next(gate, author, reason, now) with { KillSwitchEngaged = true, ReleaseApprovals = [] };
        var to = GoLiveAudit.ToJson(engaged, overriddenChecks: null, latchedAt, author.Note);
        var ruling = Change(gate, engaged, EngageAction, author, to);
        return gate.KillSwitchEngaged ? ruling with { Status = GoLiveChangeStatus.Unchanged } : ruling;
    }

    /// <summary>Releases the kill switch once enough different people have asked for it, each with a reason.</summary>
    /// <param name="gate">The row under the lock.</param>
    /// <param name="author">Who asks.</param>
    /// <param name="reason">Why.</param>
    /// <param name="options">How many people, and how long the word of each counts.</param>
    /// <param name="now">The store's clock.</param>
    public static GoLiveRuling Release(
        GoLiveState gate, ChangeAuthor author, string? reason, GoLiveOptions options, DateTimeOffset now)
    {
        if (string.IsNullOrWhiteSpace(reason))
        {
            return GoLiveRuling.Refused(GoLiveChangeStatus.ReasonRequired);
        }

        if (!gate.KillSwitchEngaged)
        {
            return GoLiveRuling.Unchanged;
        }

        var since = now - options.ReleaseApprovalLifetime;
        var latest = now + LeaseRules.ClockTolerance;
        var standing = gate.ReleaseApprovals
            .Where(approval => approval.ApprovedAt > since && approval.ApprovedAt <= latest).ToList();
        var isNew = !standing.Exists(approval => Person.IsSame(approval, author));
        IReadOnlyList<ReleaseApproval> approvals = isNew
            ? [.. standing, new ReleaseApproval(author.Name.Trim(), author.PersonId, now)]
            : standing;
        var missing = Math.Max(0, options.ReleaseQuorum - approvals.Count);
        if (missing == 0)
        {
            var released = Next(gate, author, reason, now) with
            {
                KillSwitchEngaged = false,
                ReleaseApprovals = [],
                ReleasedAt = now,
            };
            var to = GoLiveAudit.ToJson(released with { ReleaseApprovals = approvals });
            return Change(gate, released, ReleaseAction, author, to);
        }

        if (!isNew)
        {
            return GoLiveRuling.Refused(GoLiveChangeStatus.AlreadyApproved) with { ApprovalsMissing = missing };
        }

        var approved = Next(gate, author, reason, now) with { ReleaseApprovals = approvals };
        return Change(gate, approved, ReleaseApprovalAction, author, GoLiveAudit.ToJson(approved)) with
        {
            Status = GoLiveChangeStatus.ApprovalRecorded,
            ApprovalsMissing = missing,
        };
    }

    private static GoLiveState Next(GoLiveState gate, ChangeAuthor author, string? reason, DateTimeOffset now) =>
        gate with { Epoch = gate.Epoch + 1, Reason = reason, UpdatedBy = author.Name, UpdatedAt = now };

    private static GoLiveRuling Change(
        GoLiveState from, GoLiveState to, string action, ChangeAuthor author, string toJson)
    {
        var audit = new AuditEntry(action, "", author, to.Reason, GoLiveAudit.ToJson(from), toJson, to.Epoch);
        return new GoLiveRuling(
            GoLiveChangeStatus.Changed, new ControlChange { Gate = to, Audit = [audit] }, []);
    }
}
