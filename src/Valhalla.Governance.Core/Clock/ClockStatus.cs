namespace Valhalla.Governance;

/// <summary>How the store's clock is doing.</summary>
public sealed record ClockStatus
{
    /// <summary>What it shows, UTC.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>The ledger day that it stands for.</summary>
    public required DateOnly Today { get; init; }

    /// <summary>The newest day in the ledger; null when nothing was ever booked.</summary>
    public required DateOnly? LedgerDay { get; init; }

    /// <summary>Whether the ledger stays on its day, so that no second day's caps open yet.</summary>
    public required bool IsLedgerDayHeld { get; init; }

    /// <summary>By how many days the ledger is ahead of the calendar, as was acknowledged.</summary>
    public required int LedgerDaysAhead { get; init; }

    /// <summary>What is suspect, in words; empty when nothing is.</summary>
    public required IReadOnlyList<string> Suspicions
    {
        get;
        init => field = TextList.Of(value);
    }

    /// <summary>Whether nothing is suspect.</summary>
    public bool IsTrusted => Suspicions.Count == 0;
}
