namespace Valhalla.Governance;

/// <summary>Which reservations to read, newest first.</summary>
public sealed record ReservationQuery
{
    /// <summary>Only this engine's.</summary>
    public EngineName? Engine { get; init; }

    /// <summary>Only in this status.</summary>
    public ReservationStatus? Status { get; init; }

    /// <summary>Only with this correlation id.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Only those before this id; null starts with the newest.</summary>
    public ReservationId? Before { get; init; }

    /// <summary>At most so many, 1 to 1 000. Default 100.</summary>
    public int Limit { get; init; } = 100;
}
