namespace Valhalla.Governance;

/// <summary>What an idempotency key meant for a request.</summary>
public enum IdempotencyStatus
{
    /// <summary>No key was given, or the key is new: the request was carried out now.</summary>
    Fresh = 0,

    /// <summary>The key was seen with the same request: this is the stored answer, nothing was done now.</summary>
    Replayed = 1,

    /// <summary>The key was seen with another request: refused, nothing was done.</summary>
    KeyReused = 2,

    /// <summary>A request with this key is still running: refused, nothing was done.</summary>
    InFlight = 3,
}
