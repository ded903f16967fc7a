namespace Valhalla.Governance;

/// <summary>One person's word that the engaged kill switch may be released.</summary>
/// <param name="Name">The name to show.</param>
/// <param name="PersonId">Who it is whatever the name says; null where only the name is known.</param>
/// <param name="ApprovedAt">When, by the store's clock, UTC.</param>
public sealed record ReleaseApproval(string Name, string? PersonId, DateTimeOffset ApprovedAt);
