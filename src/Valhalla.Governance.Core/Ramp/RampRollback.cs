namespace Valhalla.Governance;

/// <summary>A return of the influence to 0.</summary>
/// <param name="At">When, UTC.</param>
/// <param name="Trigger">Which rollback trigger, or <c>manual</c>.</param>
/// <param name="FromBasisPoints">The influence before, in basis points.</param>
public sealed record RampRollback(DateTimeOffset At, string Trigger, int FromBasisPoints);
