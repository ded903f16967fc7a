namespace Valhalla.Governance;

/// <summary>
/// One row of the journal. Every total of the ledger is the sum of the deltas of these rows: of the day for exposure,
/// loss and profit, of all days for what is open; GLOBAL is the sum over all engines.
/// </summary>
/// <remarks>Immutable, safe to share between threads.</remarks>
public sealed record RiskEvent
{
    /// <summary>The place in the journal; 0 before it is stored.</summary>
    public long Id { get; init; }

    /// <summary>What happened.</summary>
    public required RiskEventKind Kind { get; init; }

    /// <summary>Whose ledger; GLOBAL only for warnings and halts of GLOBAL.</summary>
    public required EngineName Engine { get; init; }

    /// <summary>The ledger day.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>The amount of the command.</summary>
    public Money Amount { get; init; }

    /// <summary>What it adds to the exposure used today.</summary>
    public Money ExposureDelta { get; init; }

    /// <summary>What it adds to what is open.</summary>
    public Money OpenDelta { get; init; }

    /// <summary>The loss it books.</summary>
    public Money RealizedLoss { get; init; }

    /// <summary>The profit it books.</summary>
    public Money RealizedProfit { get; init; }

    /// <summary>The reservation, if it concerns one.</summary>
    public ReservationId? ReservationId { get; init; }

    /// <summary>A stable code: why denied, or <c>overrun</c>, <c>late</c>, the limit of a warning.</summary>
    public string? Reason { get; init; }

    /// <summary>More, as JSON: the violated limits of a denial.</summary>
    public string? DetailJson { get; init; }

    /// <summary>Who asked.</summary>
    public required string Actor { get; init; }

    /// <summary>What links it to other events.</summary>
    public string? CorrelationId { get; init; }

    /// <summary>When, by the store's clock, UTC.</summary>
    public required DateTimeOffset CreatedAt { get; init; }
}
