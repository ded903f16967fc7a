namespace Valhalla.Governance;

/// <summary>The answer to a settlement or a release, in the order in which it is decided.</summary>
public enum SettleStatus
{
    /// <summary>Booked.</summary>
    Booked = 0,

    /// <summary>The idempotency key was used for another request.</summary>
    IdempotencyKeyReused = 1,

    /// <summary>A request with this idempotency key is still running.</summary>
    InFlight = 2,

    /// <summary>There is no such reservation, or none open with this engine and correlation id.</summary>
    ReservationUnknown = 3,

    /// <summary>The reservation is final already.</summary>
    ReservationClosed = 4,

    /// <summary>More than is open.</summary>
    AmountExceedsOpen = 5,

    /// <summary>The totals of the day would not fit 64 bits.</summary>
    AmountOverflow = 6,
}
