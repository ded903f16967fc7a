namespace Valhalla.Governance.AspNetCore.FollowUp;

/// <summary>The ladder's results as they are on the wire.</summary>
internal static class FollowUpShapes
{
    public static FollowUpTaskBody Of(FollowUpTask task) => new()
    {
        Id = task.Id,
        LadderId = task.LadderId,
        LeadId = task.LeadId,
        Province = task.Province.Value,
        Market = task.Market?.Value,
        Owner = task.Owner,
        Step = task.Step,
        Channel = WireNames.CapitalsOf(task.Channel),
        Status = WireNames.CapitalsOf(task.Status),
        PlannedAt = task.PlannedAt,
        FirstDueAt = task.FirstDueAt,
        DueAt = task.DueAt,
        ClaimedBy = task.ClaimedBy,
        ClaimId = task.ClaimId,
        LeaseUntil = task.LeaseUntil,
        ClosedAt = task.ClosedAt,
        ClosedBy = task.ClosedBy,
        Outcome = task.Outcome,
        ResponseSeconds = task.ResponseSeconds,
        CorrelationId = task.CorrelationId,
        CreatedAt = task.CreatedAt,
    };

    public static IReadOnlyList<FollowUpTaskBody> Of(IReadOnlyList<FollowUpTask> tasks) => [.. tasks.Select(Of)];

    public static FollowUpTaskBody Of(DueFollowUp due) => Of(due.Task) with { WindowOpen = due.IsWindowOpen };

    public static FollowUpSlaBody Of(FollowUpSla sla) => new()
    {
        From = sla.From,
        To = sla.To,
        Completed = sla.Completed,
        Within30Minutes = sla.Within30Minutes,
        Within2Hours = sla.Within2Hours,
        OverdueOpen = sla.OverdueOpen,
        ShareWithin30Minutes = sla.ShareWithin30Minutes,
        ShareWithin2Hours = sla.ShareWithin2Hours,
    };
}
