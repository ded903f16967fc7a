namespace Valhalla.Governance;

/// <summary>Where a reservation stands. All but <see cref="Open"/> are final.</summary>
public enum ReservationStatus
{
    /// <summary>Some of the amount is still open.</summary>
    Open = 0,

    /// <summary>All of it is settled, or settled and released.</summary>
    Settled = 1,

    /// <summary>It was given back without any settlement.</summary>
    Released = 2,

    /// <summary>Its time to live ended and what was open was given back.</summary>
    Expired = 3,
}
