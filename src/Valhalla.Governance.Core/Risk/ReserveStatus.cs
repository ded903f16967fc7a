namespace Valhalla.Governance;

/// <summary>The answer to a reservation, in the order in which it is decided.</summary>
public enum ReserveStatus
{
    /// <summary>Granted, or it would be in a dry check.</summary>
    Granted = 0,

    /// <summary>The idempotency key was used for another request.</summary>
    IdempotencyKeyReused = 1,

    /// <summary>A request with this idempotency key is still running.</summary>
    InFlight = 2,

    /// <summary>The engine, or GLOBAL, has no policy.</summary>
    PolicyMissing = 3,

    /// <summary>The policy of the engine, or of GLOBAL, is disabled.</summary>
    PolicyDisabled = 4,

    /// <summary>The kill switch is engaged.</summary>
    KillSwitchEngaged = 5,

    /// <summary>Go-live is not enabled, and <see cref="RiskOptions.RequireGoLive"/> asks for it.</summary>
    GoLiveDisabled = 6,

    /// <summary>A limit of the engine or of GLOBAL would be passed.</summary>
    WouldExceedPolicy = 7,
}
