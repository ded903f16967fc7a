namespace Valhalla.Governance;

/// <summary>One limit that a reservation would pass.</summary>
/// <param name="Scope">Whose policy: the engine's, or <see cref="EngineName.Global"/>.</param>
/// <param name="Limit">Which limit.</param>
/// <param name="Cap">Its value.</param>
/// <param name="Used">What counts against it already.</param>
/// <param name="Requested">What the reservation would add.</param>
/// <param name="Shortfall">By how much the cap is too small.</param>
public sealed record LimitViolation(
    EngineName Scope, RiskLimit Limit, Money Cap, Money Used, Money Requested, Money Shortfall);
