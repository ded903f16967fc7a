using System.ComponentModel.DataAnnotations;

namespace Valhalla.Governance;

/// <summary>Settings of the Heimdall charter, section <c>Valhalla:Heimdall</c>.</summary>
public sealed class HeimdallOptions
{
    /// <summary>The section these options are bound from.</summary>
    public const string SectionName = "Valhalla:Heimdall";

    /// <summary>
    /// How often recommendations without an outcome are looked for whose deadline has passed, 1 s to 1 h. Default
    /// 1 minute. Scorecards never depend on it: they are brought up to date when they are read.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "01:00:00")]
    public TimeSpan SweepInterval { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>How many of them are read at a time, 1 to 10 000. Default 500.</summary>
    [Range(1, 10_000)]
    public int SweepBatchSize { get; set; } = 500;
}
