namespace Valhalla.Governance.Load.Risk;

internal sealed class PeerEvent
{
    public long Id { get; init; }

    public required DateOnly Day { get; init; }

    public required string Engine { get; init; }

    public required bool Granted { get; init; }

    public required long Amount { get; init; }

    public required string Actor { get; init; }

    public string? RequestKey { get; init; }

    public required DateTime CreatedAt { get; init; }
}
