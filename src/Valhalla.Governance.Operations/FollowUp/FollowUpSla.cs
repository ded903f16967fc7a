namespace Valhalla.Governance;

/// <summary>How fast due contacts were made. Only time inside contact windows counts.</summary>
/// <param name="From">The period's first instant, UTC.</param>
/// <param name="To">Its end, and the instant of the reading, UTC.</param>
/// <param name="Completed">Tasks completed within the period.</param>
/// <param name="Within30Minutes">Those completed within 30 minutes of their first due time.</param>
/// <param name="Within2Hours">Those completed within 2 hours of it.</param>
/// <param name="OverdueOpen">Open tasks more than 2 hours past their first due time, of any age.</param>
public sealed record FollowUpSla(
    DateTimeOffset From,
    DateTimeOffset To,
    long Completed,
    long Within30Minutes,
    long Within2Hours,
    long OverdueOpen)
{
    /// <summary>
    /// <see cref="Within30Minutes"/> over <see cref="Completed"/> and <see cref="OverdueOpen"/>, 0 to 1; null when
    /// there was neither.
    /// </summary>
    public double? ShareWithin30Minutes => Share(Within30Minutes);

    /// <summary>
    /// <see cref="Within2Hours"/> over <see cref="Completed"/> and <see cref="OverdueOpen"/>, 0 to 1; null when there
    /// was neither.
    /// </summary>
    public double? ShareWithin2Hours => Share(Within2Hours);

    private double? Share(long part) => Completed + OverdueOpen is var all and > 0 ? (double)part / all : null;
}
