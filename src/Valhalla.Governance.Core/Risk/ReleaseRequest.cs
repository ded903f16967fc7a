namespace Valhalla.Governance;

/// <summary>A request to give back what is open of a reservation.</summary>
/// <param name="ReservationId">The reservation.</param>
public sealed record ReleaseRequest(ReservationId ReservationId)
{
    /// <summary>How much; positive; null for all that is open.</summary>
    public Money? Amount { get; init; }

    /// <summary>Who asks, 1 to 200 characters. Default <c>system</c>.</summary>
    public string Actor
    {
        get;
        init => field = PlainText.Normalize(value);
    } = "system";

    /// <summary>Makes the request decidable once, 1 to 255 characters.</summary>
    public string? IdempotencyKey { get; init; }
}
