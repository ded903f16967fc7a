using System.Text.Json;
using System.Text.Json.Serialization;
using Valhalla.Governance.Control;

namespace Valhalla.Governance.EntityFramework.GoLive;

/// <summary>The one row of <c>go_live_state</c>. It is also the lock that every change of state takes first.</summary>
internal sealed partial class GoLiveStateRow
{
    public const int SingleId = 1;

    public int Id { get; set; } = SingleId;

    public bool GoLiveEnabled { get; set; }

    public bool KillSwitchEngaged { get; set; }

    public long Epoch { get; set; }

    public string? Reason { get; set; }

    public string UpdatedBy { get; set; } = "system";

    public DateTimeOffset UpdatedAt { get; set; }

    /// <summary>A JSON array of <see cref="ReleaseApproval"/>.</summary>
    public string ReleaseApprovals { get; set; } = "[]";

    public DateTimeOffset? ReleasedAt { get; set; }

    /// <summary>Counts every commit of control state, whatever it changed.</summary>
    public long Revision { get; set; }

    /// <summary>Drawn at random with each revision; empty while no commit has drawn one.</summary>
    public Guid Incarnation { get; set; }

    public ControlVersion ControlVersion => new(Revision, Incarnation);

    /// <summary>Every commit that may change control state does this.</summary>
    public void MakeNextVersion() => (Revision, Incarnation) = ControlVersion.Next();

    public GoLiveState ToState() => new()
    {
        GoLiveEnabled = GoLiveEnabled,
        KillSwitchEngaged = KillSwitchEngaged,
        Epoch = Epoch,
        Reason = Reason,
        UpdatedBy = UpdatedBy,
        UpdatedAt = UpdatedAt,
        ReleaseApprovals = ReadApprovals(ReleaseApprovals),
        ReleasedAt = ReleasedAt,
    };

    public void Apply(GoLiveState state)
    {
        GoLiveEnabled = state.GoLiveEnabled;
        KillSwitchEngaged = state.KillSwitchEngaged;
        Epoch = state.Epoch;
        Reason = state.Reason;
        UpdatedBy = state.UpdatedBy;
        UpdatedAt = state.UpdatedAt.ToUniversalTime();
        ReleaseApprovals =
            JsonSerializer.Serialize([.. state.ReleaseApprovals], ApprovalsJsonContext.Default.ReleaseApprovalArray);
        ReleasedAt = state.ReleasedAt?.ToUniversalTime();
    }

    // What is no list of approvals, as somebody's SQL may have left it, approves nothing.
    private static ReleaseApproval[] ReadApprovals(string json)
    {
        try
        {
            var approvals = JsonSerializer.Deserialize(json, ApprovalsJsonContext.Default.ReleaseApprovalArray) ?? [];
            return Array.TrueForAll(approvals, static approval => approval is { Name: not null }) ? approvals : [];
        }
        catch (JsonException)
        {
            return [];
        }
    }

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
    [JsonSerializable(typeof(ReleaseApproval[]))]
    private sealed partial class ApprovalsJsonContext : JsonSerializerContext;
}
