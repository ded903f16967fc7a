namespace Valhalla.Governance;

/// <summary>What the recipient's calendar and clock show.</summary>
/// <param name="Weekday">The day of the week.</param>
/// <param name="Time">The time of the day.</param>
public readonly record struct RecipientTime(DayOfWeek Weekday, TimeOnly Time);
