using Valhalla.Governance.Control;

namespace Valhalla.Governance.GoLive;

/// <summary>What the rules say about a requested change of the gate row.</summary>
/// <param name="Status">What becomes of it.</param>
/// <param name="Change">What to write; null for nothing.</param>
/// <param name="FailingChecks">The checks it was refused for.</param>
/// <param name="ApprovalsMissing">How many more people have to approve a release.</param>
internal sealed record GoLiveRuling(
    GoLiveChangeStatus Status,
    ControlChange? Change,
    IReadOnlyList<string> FailingChecks,
    int ApprovalsMissing = 0)
{
    public static GoLiveRuling Refused(GoLiveChangeStatus status) => new(status, null, []);

    public static GoLiveRuling Unchanged { get; } = Refused(GoLiveChangeStatus.Unchanged);
}
