namespace Valhalla.Governance;

/// <summary>The error budget of one objective. Immutable.</summary>
public sealed record ErrorBudget
{
    /// <summary>The objective's name.</summary>
    public required string Name { get; init; }

    /// <summary>The target, in percent of all events, above 0 and below 100.</summary>
    public required decimal TargetPercent { get; init; }

    /// <summary>The length of the rolling window in days.</summary>
    public required int WindowDays { get; init; }

    /// <summary>Good events in the window.</summary>
    public required long Good { get; init; }

    /// <summary>Bad events in the window.</summary>
    public required long Bad { get; init; }

    /// <summary>Good events of all in the window, in percent; null without events.</summary>
    public required decimal? SliPercent { get; init; }

    /// <summary>Burn rates over 5 min, 30 min, 1 h, 2 h, 6 h, 1 d and 3 d, all ending now.</summary>
    public required IReadOnlyList<BurnRate> BurnRates
    {
        get;
        init => field = TextList.Of(value);
    }

    /// <summary>
    /// The part of the window's budget spent since the month began (UTC), in percent: the burn rate since then times
    /// the time since then over the window. Null when nothing was counted this month.
    /// </summary>
    public required decimal? MonthToDateBurnPercent { get; init; }

    /// <summary>What is left of the rolling window's budget, in percent; below 0 when overspent.</summary>
    public required decimal? RemainingPercent { get; init; }

    /// <summary>The budget as minutes of complete failure in the window.</summary>
    public required decimal BudgetMinutes { get; init; }

    /// <summary>Whether an alert that pages fires.</summary>
    public required bool FastBurn { get; init; }

    /// <summary>The burn alerts, firing or not.</summary>
    public required IReadOnlyList<BurnAlert> Alerts
    {
        get;
        init => field = TextList.Of(value);
    }

    /// <summary>
    /// How many hours a whole budget lasts at the burn rate of the last hour; null when nothing burns.
    /// </summary>
    public required decimal? TimeToExhaustionHours { get; init; }

    /// <summary>How it stands.</summary>
    public required ErrorBudgetStatus Status { get; init; }

    /// <summary>When the newest counted event of the window happened, UTC; null without events.</summary>
    public required DateTimeOffset? ObservedAt { get; init; }
}
