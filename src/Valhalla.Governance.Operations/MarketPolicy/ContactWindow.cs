namespace Valhalla.Governance;

/// <summary>
/// A part of a day in which people may be contacted, in the recipient's local time. The opening minute is inside, the
/// closing minute is outside.
/// </summary>
/// <param name="OpensAtMinute">Minutes after midnight, 0 to 1 439.</param>
/// <param name="ClosesAtMinute">Minutes after midnight, above the opening, up to 1 440.</param>
public readonly record struct ContactWindow(int OpensAtMinute, int ClosesAtMinute);
