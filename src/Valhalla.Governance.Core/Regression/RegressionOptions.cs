using System.ComponentModel.DataAnnotations;

namespace Valhalla.Governance;

/// <summary>Settings of the regression tripwire, section <c>Valhalla:Regression</c>.</summary>
public sealed class RegressionOptions
{
    /// <summary>The section these options are bound from.</summary>
    public const string SectionName = "Valhalla:Regression";

    /// <summary>
    /// How often every enabled tripwire is evaluated, whether or not this process has committed events for it, so that
    /// the events of other processes are seen; 0.1 s to 1 h. Default 1 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "01:00:00")]
    public TimeSpan EvaluationInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// The least time between two rounds of evaluation: events that commit in the meantime are judged together; 0 to
    /// 1 min, and at most <see cref="EvaluationInterval"/>. Default 50 ms.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan MinSpacing { get; set; } = TimeSpan.FromMilliseconds(50);

    /// <summary>
    /// How often the figures of a tripwire whose verdict stays the same are stored, when they have changed; 1 s to
    /// 1 d. Default 30 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan FiguresInterval { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>
    /// For how long verdicts are <c>stale</c> after this process has dropped a KPI event, 1 s to 1 d. Default 5 min.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "1.00:00:00")]
    public TimeSpan StaleAfterDrop { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>
    /// For how long the one node that evaluates may be silent before another takes over, 1 s to 5 min. Default 10 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:05:00")]
    public TimeSpan LeaseDuration { get; set; } = TimeSpan.FromSeconds(10);
}
