namespace Valhalla.Governance;

/// <summary>Settings of the follow-up ladder, section <c>Valhalla:FollowUp</c>.</summary>
public sealed class FollowUpOptions
{
    internal static readonly IReadOnlyList<TimeSpan> DefaultStepDelays =
    [
        TimeSpan.Zero,
        TimeSpan.FromHours(4),
        TimeSpan.FromDays(1),
        TimeSpan.FromDays(2),
        TimeSpan.FromDays(4),
        TimeSpan.FromDays(7),
    ];

    /// <summary>The section these options are bound from.</summary>
    public const string SectionName = "Valhalla:FollowUp";

    /// <summary>
    /// How long after the creation of a ladder each of its six steps is planned: ascending, 0 to 366 d. Default
    /// (also for null): at once, 4 h, 1 d, 2 d, 4 d, 7 d.
    /// </summary>
    public IReadOnlyList<TimeSpan>? StepDelays { get; set; }

    internal IReadOnlyList<TimeSpan> EffectiveStepDelays => StepDelays ?? DefaultStepDelays;
}
