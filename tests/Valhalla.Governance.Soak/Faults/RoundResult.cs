namespace Valhalla.Governance.Soak.Faults;

/// <summary>What a round has shown.</summary>
/// <param name="Acknowledged">How many answers the callers were given; every one is in the database.</param>
/// <param name="Unanswered">How many requests nobody answered.</param>
/// <param name="CommittedUnanswered">How many of these were booked all the same, and are found by their keys.</param>
/// <param name="Denied">How many of the answers were denials at a cap.</param>
/// <param name="Replayed">How many keys were asked again and gave the stored answer.</param>
/// <param name="Recovered">From the fault's end to the next answer.</param>
internal sealed record RoundResult(
    int Acknowledged,
    int Unanswered,
    int CommittedUnanswered,
    int Denied,
    int Replayed,
    TimeSpan Recovered);
