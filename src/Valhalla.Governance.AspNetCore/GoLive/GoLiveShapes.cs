namespace Valhalla.Governance.AspNetCore.GoLive;

/// <summary>Domain values of the go-live gate in the shapes of the wire.</summary>
internal static class GoLiveShapes
{
    private const string ChecklistId = "go_live_checklist";

    public static GoLiveStateBody Of(GateSnapshot snapshot) => new()
    {
        GoLiveEnabled = snapshot.State.GoLiveEnabled,
        KillSwitchEngaged = snapshot.State.KillSwitchEngaged || snapshot.IsLatchedLocally,
        Epoch = snapshot.State.Epoch,
        Reason = snapshot.State.Reason,
        UpdatedBy = snapshot.State.UpdatedBy,
        UpdatedAt = Known(snapshot.State.UpdatedAt),
        Enforced = snapshot.IsEnforced,
        Stale = snapshot.IsStale,
        AgeSeconds = snapshot.Age?.TotalSeconds,
        LocalOnly = snapshot.IsLatchedLocally,
        ReleaseApprovals = [.. snapshot.State.ReleaseApprovals.Select(static approval => approval.Name)],
    };

    public static GoLiveChangeAnswer Of(GoLiveChangeResult result, string? note) => new()
    {
        Ok = result.Ok,
        Status = WireNames.Of(result.Status),
        GoLiveEnabled = result.State.GoLiveEnabled,
        KillSwitchEngaged = result.State.KillSwitchEngaged || result.Status == GoLiveChangeStatus.LocalOnly,
        Epoch = result.State.Epoch,
        Reason = result.State.Reason,
        UpdatedBy = result.State.UpdatedBy,
        UpdatedAt = Known(result.State.UpdatedAt),
        LocalOnly = result.Status == GoLiveChangeStatus.LocalOnly,
        ApprovalsMissing = result.ApprovalsMissing,
        ReleaseApprovals = [.. result.State.ReleaseApprovals.Select(static approval => approval.Name)],
        Note = note,
    };

    public static ChecklistBody Checklist(RunbookStatus status)
    {
        var checklist = status.Blockers.Concat(status.Warnings).Concat(status.Info)
            .FirstOrDefault(static i => string.Equals(i.Id, ChecklistId, StringComparison.Ordinal));
        return new ChecklistBody
        {
            Ok = status.OkToEnableGoLive,
            BackendComplete = checklist?.Detail.GetValueOrDefault("backend_complete") is true,
            RequiredPacks = Packs(checklist?.Detail.GetValueOrDefault("required_packs")),
            FailingChecks = [.. status.Blockers.Select(static b => b.Id)],
            GeneratedAt = status.GeneratedAt,
            SnapshotHash = status.SnapshotHash,
        };
    }

    private static Dictionary<string, string> Packs(object? detail) => detail switch
    {
        IReadOnlyDictionary<string, object?> packs => packs.ToDictionary(
            static p => p.Key, static p => p.Value as string ?? "missing", StringComparer.Ordinal),
        IReadOnlyDictionary<string, string> packs => packs.ToDictionary(StringComparer.Ordinal),
        _ => [],
    };

    /// <summary>The initial state was never changed by anybody: it has no time.</summary>
    private static DateTimeOffset? Known(DateTimeOffset time) => time == default ? null : time;
}
