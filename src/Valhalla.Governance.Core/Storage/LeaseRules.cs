namespace Valhalla.Governance.Storage;

/// <summary>Which times that were stored still count after the store's clock was set back. Pure.</summary>
internal static class LeaseRules
{
    /// <summary>By how much a clock may be corrected without anybody having to look.</summary>
    public static readonly TimeSpan ClockTolerance = TimeSpan.FromMinutes(5);

    /// <summary>Whether a lease holds.</summary>
    /// <remarks>One that ends later than any can was written before the store's clock was set back.</remarks>
    public static bool IsHeld(DateTimeOffset? until, DateTimeOffset now, TimeSpan longest) =>
        until > now && until <= now + longest;

    /// <summary>Whether something that is done again and again has to wait.</summary>
    /// <param name="next">When it is due.</param>
    /// <param name="last">When it was last done: in the future only if the store's clock was set back since.</param>
    /// <param name="now">The store's clock.</param>
    public static bool HasToWait(DateTimeOffset? next, DateTimeOffset? last, DateTimeOffset now) =>
        next > now && !(last > now + ClockTolerance);
}
