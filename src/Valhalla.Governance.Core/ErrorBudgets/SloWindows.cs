namespace Valhalla.Governance.ErrorBudgets;

/// <summary>
/// Where the windows that one evaluation reads begin. A window of n minutes is the current minute, as far as it has
/// come, and the n − 1 before it.
/// </summary>
internal sealed record SloWindows
{
    public const int Count = 9;
    private const int MonthIndex = 7;
    private const int PeriodIndex = 8;

    private SloWindows(IReadOnlyList<DateTimeOffset> since, DateTimeOffset until)
    {
        Since = since;
        Until = until;
    }

    /// <summary>The windows of burn rates, the shortest first.</summary>
    public static IReadOnlyList<TimeSpan> Burn { get; } =
    [
        TimeSpan.FromMinutes(5), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1), TimeSpan.FromHours(2),
        TimeSpan.FromHours(6), TimeSpan.FromDays(1), TimeSpan.FromDays(3),
    ];

    /// <summary>The first minute of each: those of <see cref="Burn"/>, the month, the objective's window.</summary>
    public IReadOnlyList<DateTimeOffset> Since { get; }

    /// <summary>The last minute of all.</summary>
    public DateTimeOffset Until { get; }

    /// <summary>When the month began, UTC.</summary>
    public DateTimeOffset Month => Since[MonthIndex];

    public static SloWindows At(DateTimeOffset now, TimeSpan period)
    {
        var minute = SloMinute.StartOf(now);
        var month = new DateTimeOffset(minute.Year, minute.Month, 1, 0, 0, 0, TimeSpan.Zero);
        return new SloWindows(
            [.. Burn.Select(window => FirstMinute(now, window)), month, FirstMinute(now, period)], minute);
    }

    /// <summary>The first minute of a window that ends now: what is dated before it is counted in none.</summary>
    public static DateTimeOffset FirstMinute(DateTimeOffset now, TimeSpan window) =>
        SloMinute.StartOf(now) - window + TimeSpan.FromMinutes(1);

    public static SloTotals MonthOf(SloReading reading) => reading.Totals[MonthIndex];

    public static SloTotals PeriodOf(SloReading reading) => reading.Totals[PeriodIndex];
}
