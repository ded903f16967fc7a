using System.ComponentModel.DataAnnotations;

namespace Valhalla.Governance;

/// <summary>Settings of the influence ramp, section <c>Valhalla:Ramp</c>.</summary>
public sealed class RampOptions
{
    /// <summary>The section these options are bound from.</summary>
    public const string SectionName = "Valhalla:Ramp";

    /// <summary>The steps when none are configured: 1, 10, 25, 50 and 100 %.</summary>
    public static IReadOnlyList<decimal> DefaultStepPercents { get; } = [1, 10, 25, 50, 100];

    /// <summary>
    /// The steps up from 0, in percent with at most two decimals, rising, the last one at most 100; at most 100 of
    /// them. Empty (the default) means <see cref="DefaultStepPercents"/>.
    /// </summary>
    [MaxLength(100)]
    public IList<decimal> StepPercents { get; } = [];

    /// <summary>How long the influence stays at a step before the next, 0 to 30 d. Default 2 h.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "30.00:00:00")]
    public TimeSpan Dwell { get; set; } = TimeSpan.FromHours(2);

    /// <summary>How many observations a step needs before the next, 0 to 1 000 000. Default 200.</summary>
    [Range(0, 1_000_000)]
    public int MinEvents { get; set; } = 200;

    /// <summary>
    /// The p-value of the sample-ratio test below which the ramp is held, 0 (never) to 0.1. Default 0.001.
    /// </summary>
    [Range(0.0, 0.1)]
    public double SampleRatioThreshold { get; set; } = 0.001;

    /// <summary>How often the rollback triggers are looked at, 0.1 s to 5 min. Default 5 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:05:00")]
    public TimeSpan GuardInterval { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Whether the influence goes to 0 when a required signal has no fresh observation any more: who cannot see cannot
    /// steer. Default true.
    /// </summary>
    public bool RollBackWhenBlind { get; set; } = true;

    /// <summary>
    /// What is hashed together with the unit, so that several rollouts choose different units; 1 to 64 characters.
    /// Changing it chooses other units. Default <c>valhalla</c>.
    /// </summary>
    [Required(AllowEmptyStrings = false)]
    [MaxLength(64)]
    public string Group { get; set; } = "valhalla";

    /// <summary>What differs from the default rollback triggers, by their ids.</summary>
    public IDictionary<string, RampTriggerOptions> Triggers { get; } =
        new Dictionary<string, RampTriggerOptions>(StringComparer.Ordinal);
}
