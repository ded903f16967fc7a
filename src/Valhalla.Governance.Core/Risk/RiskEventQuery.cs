namespace Valhalla.Governance;

/// <summary>Which rows of the journal to read, newest first.</summary>
public sealed record RiskEventQuery
{
    /// <summary>Only this engine's.</summary>
    public EngineName? Engine { get; init; }

    /// <summary>Only this kind.</summary>
    public RiskEventKind? Kind { get; init; }

    /// <summary>Only with this correlation id.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>Only this reservation's.</summary>
    public ReservationId? ReservationId { get; init; }

    /// <summary>Only rows before this id; null starts with the newest.</summary>
    public long? BeforeId { get; init; }

    /// <summary>At most so many, 1 to 1 000. Default 100.</summary>
    public int Limit { get; init; } = 100;
}
