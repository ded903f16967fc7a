namespace Valhalla.Governance.Soak.Faults;

/// <summary>An answer of the guard.</summary>
/// <param name="ReservationId">The reservation, when granted or settled.</param>
/// <param name="Status">The status.</param>
/// <param name="IsReplay">Whether it is the stored answer to an earlier request with the key.</param>
internal sealed record FaultAnswer(string? ReservationId, string Status, bool IsReplay)
{
    public bool IsInFlight => Status == nameof(ReserveStatus.InFlight);
}
