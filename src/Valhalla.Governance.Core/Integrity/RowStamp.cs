namespace Valhalla.Governance.Integrity;

/// <summary>Who left a row as it is, why and when: what rows and records say beside the content.</summary>
/// <param name="Actor">Who.</param>
/// <param name="Reason">Why; null when nothing was said.</param>
/// <param name="At">When, by the store's clock.</param>
internal sealed record RowStamp(string Actor, string? Reason, DateTimeOffset At);
