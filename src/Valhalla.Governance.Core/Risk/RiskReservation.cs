namespace Valhalla.Governance;

/// <summary>
/// An amount set aside for an engine. At all times
/// <c>Amount = Open + Settled + Released + Expired</c>.
/// </summary>
/// <remarks>Immutable, safe to share between threads.</remarks>
public sealed record RiskReservation
{
    /// <summary>The id.</summary>
    public required ReservationId Id { get; init; }

    /// <summary>The engine that reserved.</summary>
    public required EngineName Engine { get; init; }

    /// <summary>What was reserved; positive.</summary>
    public required Money Amount { get; init; }

    /// <summary>What is neither settled nor given back.</summary>
    public required Money Open { get; init; }

    /// <summary>What is settled, late settlements included.</summary>
    public Money Settled { get; init; }

    /// <summary>What was released.</summary>
    public Money Released { get; init; }

    /// <summary>What expired and was not settled late.</summary>
    public Money Expired { get; init; }

    /// <summary>The losses booked by its settlements; may pass <see cref="Amount"/>.</summary>
    public Money RealizedLoss { get; init; }

    /// <summary>The profits booked by its settlements.</summary>
    public Money RealizedProfit { get; init; }

    /// <summary>Where it stands.</summary>
    public ReservationStatus Status { get; init; }

    /// <summary>The ledger day on which it was granted.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>Who reserved.</summary>
    public required string Actor { get; init; }

    /// <summary>What links it to other events; null when not given.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>When it was granted, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When what is open is given back by itself; null for never.</summary>
    public DateTimeOffset? ExpiresAt { get; init; }

    /// <summary>When it became final; null while open.</summary>
    public DateTimeOffset? ClosedAt { get; init; }
}
