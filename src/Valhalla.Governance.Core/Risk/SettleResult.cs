namespace Valhalla.Governance;

/// <summary>The answer to a settlement or a release.</summary>
/// <remarks>Immutable, safe to share between threads.</remarks>
public sealed record SettleResult
{
    /// <summary>The answer.</summary>
    public required SettleStatus Status { get; init; }

    /// <summary>The reservations that were booked on, oldest first; one, unless settled by correlation id.</summary>
    public IReadOnlyList<ReservationId> Reservations
    {
        get;
        init => field = TextList.Of(value);
    } = TextList.Of<ReservationId>([]);

    /// <summary>How much was settled or released in all.</summary>
    public Money Amount { get; init; }

    /// <summary>How much of those reservations is still open.</summary>
    public Money StillOpen { get; init; }

    /// <summary>The loss was larger than the amount; it is booked in full.</summary>
    public bool IsOverrun { get; init; }

    /// <summary>The reservation had expired; it is booked all the same.</summary>
    public bool IsLate { get; init; }

    /// <summary>Whether this is the stored answer of an earlier request with the same key.</summary>
    public bool IsReplay { get; init; }

    /// <summary>Whether it is booked.</summary>
    public bool IsBooked => Status == SettleStatus.Booked;
}
