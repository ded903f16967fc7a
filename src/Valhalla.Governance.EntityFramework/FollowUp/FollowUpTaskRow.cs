namespace Valhalla.Governance.EntityFramework.FollowUp;

/// <summary>A row of <c>followup_task</c>: one step of a lead's ladder.</summary>
internal sealed class FollowUpTaskRow
{
    public long Id { get; set; }

    public Guid LadderId { get; set; }

    public string LeadId { get; set; } = "";

    public string Province { get; set; } = "";

    public string? Market { get; set; }

    public string? Owner { get; set; }

    public int Step { get; set; }

    public string Channel { get; set; } = "";

    public string Status { get; set; } = "";

    /// <summary>When the ladder's cadence has it, before it was moved into a window.</summary>
    public DateTimeOffset PlannedAt { get; set; }

    public DateTimeOffset FirstDueAt { get; set; }

    public DateTimeOffset DueAt { get; set; }

    public string? ClaimedBy { get; set; }

    public Guid? ClaimId { get; set; }

    public DateTimeOffset? LeaseUntil { get; set; }

    public DateTimeOffset? ClosedAt { get; set; }

    public string? ClosedBy { get; set; }

    public string? Outcome { get; set; }

    /// <summary>Seconds inside windows between the first due time and completion.</summary>
    public long? ResponseSeconds { get; set; }

    public string? CorrelationId { get; set; }

    public DateTimeOffset CreatedAt { get; set; }

    public static FollowUpTaskRow Of(FollowUpTask task) => new()
    {
        LadderId = task.LadderId,
        LeadId = task.LeadId,
        Province = task.Province.Value,
        Market = task.Market?.Value,
        Owner = task.Owner,
        Step = task.Step,
        Channel = WireNames.CapitalsOf(task.Channel),
        Status = WireNames.Of(task.Status),
        PlannedAt = StoreTime.Truncate(task.PlannedAt),
        FirstDueAt = StoreTime.Truncate(task.FirstDueAt),
        DueAt = StoreTime.Truncate(task.DueAt),
        CorrelationId = task.CorrelationId,
        CreatedAt = StoreTime.Truncate(task.CreatedAt),
    };

    public FollowUpTask ToTask() => new()
    {
        Id = Id,
        LadderId = LadderId,
        LeadId = LeadId,
        Province = new ProvinceCode(Province),
        Market = Market is { } market ? new MarketName(market) : null,
        Owner = Owner,
        Step = Step,
        Channel = StoredNames.Read<ContactChannel>(Channel),
        Status = StoredNames.Read<FollowUpStatus>(Status),
        PlannedAt = PlannedAt,
        FirstDueAt = FirstDueAt,
        DueAt = DueAt,
        ClaimedBy = ClaimedBy,
        ClaimId = ClaimId,
        LeaseUntil = LeaseUntil,
        ClosedAt = ClosedAt,
        ClosedBy = ClosedBy,
        Outcome = Outcome,
        ResponseSeconds = ResponseSeconds,
        CorrelationId = CorrelationId,
        CreatedAt = CreatedAt,
    };
}
