namespace Valhalla.Governance.Load.Risk;

internal sealed class PeerLedger
{
    public static DateOnly Today { get; } = DateOnly.FromDateTime(TimeProvider.System.GetUtcNow().UtcDateTime);

    public required DateOnly Day { get; init; }

    public required string Engine { get; init; }

    public long Exposure { get; set; }

    public long Reservations { get; set; }

    public long Denials { get; set; }
}
