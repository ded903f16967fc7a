namespace Valhalla.Governance;

/// <summary>A request to enable production execution.</summary>
/// <param name="Author">Who asks.</param>
/// <param name="Reason">Why; needed with <paramref name="Override"/>.</param>
/// <param name="Override">Enable in spite of failing checks; audited as an override.</param>
public sealed record GoLiveEnableRequest(ChangeAuthor Author, string? Reason = null, bool Override = false);
