namespace Valhalla.Governance;

/// <summary>Whether somebody may be contacted, and from when on.</summary>
/// <param name="Status">The answer.</param>
/// <param name="NextAllowedAt">
/// The first instant from then on at which time is no reason against it, UTC; null when it is allowed, when waiting
/// does not help, and when there is none within 400 days.
/// </param>
/// <param name="Effective">The policy that counted.</param>
public sealed record ContactResult(
    ContactStatus Status, DateTimeOffset? NextAllowedAt, EffectiveMarketPolicy Effective)
{
    /// <summary>Whether it is allowed.</summary>
    public bool Ok => Status == ContactStatus.Allowed;
}
