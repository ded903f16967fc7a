using System.ComponentModel.DataAnnotations;

namespace Valhalla.Governance;

/// <summary>Settings of the go/no-go board, section <c>Valhalla:GoNoGo</c>.</summary>
public sealed class GoNoGoOptions
{
    /// <summary>The section these options are bound from.</summary>
    public const string SectionName = "Valhalla:GoNoGo";

    /// <summary>
    /// How long an evaluation can be signed and decided GO on, 1 min to 7 d. Default 4 h.
    /// </summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan EvaluationLifetime { get; set; } = TimeSpan.FromHours(4);

    /// <summary>How long a signature counts, 1 min to 7 d. Default 4 h.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "7.00:00:00")]
    public TimeSpan SignOffLifetime { get; set; } = TimeSpan.FromHours(4);

    /// <summary>How long a GO lets the influence climb, 1 min to 90 d. Default 24 h.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "90.00:00:00")]
    public TimeSpan DecisionLifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>After how long a NO-GO is to be looked at again, 1 min to 90 d. Default 24 h.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "90.00:00:00")]
    public TimeSpan NoGoReviewAfter { get; set; } = TimeSpan.FromHours(24);

    /// <summary>
    /// How long an evidence provider may take, 50 ms to 1 min. One that takes longer gives no evidence. Default 2 s.
    /// </summary>
    [Range(typeof(TimeSpan), "00:00:00.05", "00:01:00")]
    public TimeSpan ProviderTimeout { get; set; } = TimeSpan.FromSeconds(2);

    /// <summary>
    /// The folder that each decision is written to as JSON, beside the database; relative to the data directory, else
    /// to the content root. Default <c>artifacts/audit</c>.
    /// </summary>
    public string RecordDirectory { get; set; } = "artifacts/audit";

    /// <summary>What is changed about criteria, by their id. Default none.</summary>
    public IDictionary<string, CriterionOptions> Criteria { get; } =
        new Dictionary<string, CriterionOptions>(StringComparer.Ordinal);
}
