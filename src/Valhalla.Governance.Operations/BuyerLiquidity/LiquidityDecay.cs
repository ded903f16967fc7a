namespace Valhalla.Governance.Operations.BuyerLiquidity;

/// <summary>
/// Exponential decay by forward decay (Cormode, Shkapenyuk, Srivastava, Xu: Forward Decay, ICDE 2009): an event at t is
/// added with the weight 2^((t − landmark) / half-life), and a sum is multiplied by 2^(−(now − landmark) / half-life)
/// when it is read. The product is 2^(−(now − t) / half-life), so adding needs neither the old sum nor an order.
/// </summary>
/// <remarks>
/// A double ends at 2^1024: at 30 days after 84.1 years. <see cref="End"/> leaves room for 2^49 events of the last day.
/// </remarks>
internal static class LiquidityDecay
{
    // Stored sums are relative to both: neither can change without computing them again from the events.
    public static readonly DateTimeOffset Landmark = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private const double HalfLifeTicks = LiquidityScore.HalfLifeDays * (double)TimeSpan.TicksPerDay;

    public static readonly DateTimeOffset End = new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>What an event at a time adds to a stored sum.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is not from 1970 to 2099.</exception>
    public static double WeightOf(DateTimeOffset at)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(at, DateTimeOffset.UnixEpoch);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(at, End);
        return Math.Pow(2, (at - Landmark).Ticks / HalfLifeTicks);
    }

    /// <summary>Stored sums as they count at a time.</summary>
    public static LiquiditySums At(LiquiditySums stored, DateTimeOffset now) =>
        stored * Math.Pow(2, -(now - Landmark).Ticks / HalfLifeTicks);
}
