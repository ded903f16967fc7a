namespace Valhalla.Governance;

/// <summary>
/// A request to book how a reservation ended. Give <see cref="ReservationId"/>, or <see cref="Engine"/> with
/// <see cref="CorrelationId"/> to settle the oldest open reservations of that engine and correlation id.
/// </summary>
public sealed record SettleRequest
{
    /// <summary>The reservation.</summary>
    public ReservationId? ReservationId { get; init; }

    /// <summary>The engine, when no reservation id is given.</summary>
    public EngineName? Engine { get; init; }

    /// <summary>The correlation id of the reservations, when no reservation id is given.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>How much of it to settle; positive; null for all that is open.</summary>
    public Money? Amount { get; init; }

    /// <summary>The loss, zero or more; may pass the amount, and then is flagged as an overrun.</summary>
    public Money RealizedLoss { get; init; }

    /// <summary>The profit, zero or more. A settlement has a loss or a profit, not both.</summary>
    public Money RealizedProfit { get; init; }

    /// <summary>Who asks, 1 to 200 characters. Default <c>system</c>.</summary>
    public string Actor
    {
        get;
        init => field = PlainText.Normalize(value);
    } = "system";

    /// <summary>Makes the request decidable once, 1 to 255 characters.</summary>
    public string? IdempotencyKey { get; init; }
}
