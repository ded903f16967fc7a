namespace Valhalla.Governance;

/// <summary>Asks to record a decision.</summary>
/// <param name="Decision">What is decided.</param>
/// <param name="Hash">The hash of the evaluation that is decided on, 64 lower-case hex digits.</param>
/// <param name="Justification">Why, 1 to 1 000 characters.</param>
/// <param name="Author">Who decides.</param>
/// <param name="NextReviewAt">
/// When to look again, in the future and within 366 days; null takes 24 h for a NO-GO and the expiry for a GO.
/// </param>
public sealed record GoNoGoDecisionRequest(
    GoNoGoOutcome Decision,
    string Hash,
    string Justification,
    ChangeAuthor Author,
    DateTimeOffset? NextReviewAt = null);
