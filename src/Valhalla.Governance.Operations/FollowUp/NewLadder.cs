namespace Valhalla.Governance.Operations.FollowUp;

/// <summary>A ladder to store.</summary>
/// <param name="Request">What was asked.</param>
/// <param name="Plan">The slots of a ladder made at an instant, or null when it finds no window. Pure.</param>
internal sealed record NewLadder(
    CreateLadderRequest Request, Func<DateTimeOffset, IReadOnlyList<FollowUpSlot>?> Plan)
{
    public const string IdempotencyScope = "followup";

    /// <summary>The tasks of a ladder made at an instant, without ids; null when it finds no window.</summary>
    public IReadOnlyList<FollowUpTask>? TasksAt(DateTimeOffset now)
    {
        var ladderId = Guid.CreateVersion7(now);
        return Plan(now)?.Select((slot, i) => new FollowUpTask
        {
            LadderId = ladderId,
            LeadId = Request.LeadId,
            Province = Request.Province,
            Market = Request.Market,
            Owner = Request.Owner,
            Step = i + 1,
            Channel = FollowUpRules.ChannelOf(i + 1),
            PlannedAt = slot.PlannedAt,
            FirstDueAt = slot.DueAt,
            DueAt = slot.DueAt,
            CorrelationId = Request.CorrelationId,
            CreatedAt = now,
        }).ToArray();
    }
}
