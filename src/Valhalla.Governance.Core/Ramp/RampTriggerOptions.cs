using System.ComponentModel.DataAnnotations;

namespace Valhalla.Governance;

/// <summary>What differs from the default of a rollback trigger; null leaves the default.</summary>
public sealed class RampTriggerOptions
{
    /// <summary>Whether the trigger is watched. Default true.</summary>
    public bool Enabled { get; set; } = true;

    /// <summary>The number that sets it off; for triggers that read a number only.</summary>
    public decimal? Threshold { get; set; }

    /// <summary>The number that holds a step up; for triggers that read a number only.</summary>
    public decimal? HoldThreshold { get; set; }

    /// <summary>How old an observation may be, 1 s to 30 d.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "30.00:00:00")]
    public TimeSpan? MaxAge { get; set; }

    /// <summary>Whether there must be a fresh observation while there is influence.</summary>
    public bool? Required { get; set; }
}
