namespace Valhalla.Governance.Operations.FollowUp;

/// <summary>Says which tasks must wait for their window, and until when.</summary>
/// <param name="tasks">Tasks that are due.</param>
/// <param name="now">The store's clock.</param>
/// <param name="cancellationToken">Cancels the reading of policies.</param>
internal delegate ValueTask<IReadOnlyDictionary<long, DateTimeOffset>> FollowUpJudge(
    IReadOnlyList<FollowUpTask> tasks, DateTimeOffset now, CancellationToken cancellationToken);
