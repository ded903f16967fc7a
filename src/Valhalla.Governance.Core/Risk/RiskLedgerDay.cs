namespace Valhalla.Governance;

/// <summary>What one engine, or <see cref="EngineName.Global"/>, has used on one ledger day.</summary>
/// <remarks>Immutable, safe to share between threads.</remarks>
public readonly record struct RiskLedgerDay
{
    /// <summary>The engine.</summary>
    public required EngineName Engine { get; init; }

    /// <summary>The calendar day in <c>Risk:TimeZone</c>.</summary>
    public required DateOnly Day { get; init; }

    /// <summary>What was reserved today and not given back today.</summary>
    public Money ExposureUsed { get; init; }

    /// <summary>What is open, including from earlier days.</summary>
    public Money OpenRiskReserved { get; init; }

    /// <summary>The losses settled today.</summary>
    public Money RealizedLoss { get; init; }

    /// <summary>The profits settled today.</summary>
    public Money RealizedProfit { get; init; }

    /// <summary>How many reservations were granted today.</summary>
    public long Reservations { get; init; }

    /// <summary>How many were denied today.</summary>
    public long Denials { get; init; }

    /// <summary>
    /// When the net loss last reached its cap today; null when it has not. A policy changed after it ends the halt.
    /// </summary>
    public DateTimeOffset? HaltedAt { get; init; }

    /// <summary>Losses less profits, never below zero.</summary>
    public Money CurrentNetLoss => Money.Max(Money.Zero, RealizedLoss - RealizedProfit);
}
