namespace Valhalla.Governance;

/// <summary>What came of stopping a lead's ladder.</summary>
/// <param name="Cancelled">How many tasks were open, and are cancelled now.</param>
/// <param name="Found">Whether this lead ever had a ladder here.</param>
/// <param name="Recorded">
/// Whether an opt-out that had no task to cancel was kept in the audit chain (<c>followup.opted_out</c>) instead.
/// </param>
public sealed record StopFollowUpsResult(int Cancelled, bool Found, bool Recorded);
