namespace Valhalla.Governance;

/// <summary>One step of a lead's ladder: a contact to be made.</summary>
/// <remarks>Immutable, safe to share between threads.</remarks>
public sealed record FollowUpTask
{
    /// <summary>Its id, above zero.</summary>
    public long Id { get; init; }

    /// <summary>The ladder it belongs to.</summary>
    public required Guid LadderId { get; init; }

    /// <summary>The lead to contact, 1 to 200 characters.</summary>
    public required string LeadId { get; init; }

    /// <summary>Where the lead is.</summary>
    public required ProvinceCode Province { get; init; }

    /// <summary>The lead's market; null for none.</summary>
    public MarketName? Market { get; init; }

    /// <summary>Who looks after the lead; null for nobody.</summary>
    public string? Owner { get; init; }

    /// <summary>Its place in the ladder, 1 to 6.</summary>
    public required int Step { get; init; }

    /// <summary>How to contact the lead.</summary>
    public required ContactChannel Channel { get; init; }

    /// <summary>What became of it.</summary>
    public FollowUpStatus Status { get; init; }

    /// <summary>When the cadence has it, before it was moved into a window; UTC.</summary>
    public required DateTimeOffset PlannedAt { get; init; }

    /// <summary>When it was first due: the first instant from <see cref="PlannedAt"/> inside a window; UTC.</summary>
    public required DateTimeOffset FirstDueAt { get; init; }

    /// <summary>
    /// When it is due: <see cref="FirstDueAt"/>, or later when nobody contacted the lead before the window closed; UTC.
    /// </summary>
    public required DateTimeOffset DueAt { get; init; }

    /// <summary>Who claimed it last; null when nobody did.</summary>
    public string? ClaimedBy { get; init; }

    /// <summary>The last claim; null when there was none.</summary>
    public Guid? ClaimId { get; init; }

    /// <summary>When that claim ends, by the store's clock; UTC.</summary>
    public DateTimeOffset? LeaseUntil { get; init; }

    /// <summary>When it was completed or cancelled, UTC; null while it is pending.</summary>
    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Who completed or cancelled it.</summary>
    public string? ClosedBy { get; init; }

    /// <summary>What the contact came to, or why the task was cancelled.</summary>
    public string? Outcome { get; init; }

    /// <summary>
    /// Seconds inside windows between <see cref="FirstDueAt"/> and completion, 0 when it was early; null unless
    /// completed.
    /// </summary>
    public long? ResponseSeconds { get; init; }

    /// <summary>What links it to other events.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>When the ladder was made, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
