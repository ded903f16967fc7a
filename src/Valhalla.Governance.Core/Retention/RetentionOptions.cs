using System.ComponentModel.DataAnnotations;

namespace Valhalla.Governance;

/// <summary>
/// Settings of retention, section <c>Valhalla:Retention</c>. <c>RETENTION_ENABLED</c> and
/// <c>RETENTION_CRON_MINUTES</c> win over it where they are set.
/// </summary>
public sealed class RetentionOptions
{
    /// <summary>The section these options are bound from.</summary>
    public const string SectionName = "Valhalla:Retention";

    /// <summary>Whether anything is rolled up and deleted. Default false.</summary>
    public bool Enabled { get; set; }

    /// <summary>The time between the starts of two runs, 1 min to 31 d. Default 1 d.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "31.00:00:00")]
    public TimeSpan Interval { get; set; } = TimeSpan.FromDays(1);

    /// <summary>
    /// How many whole days KPI events are kept, 35 to 3 650; month-to-date figures read the last 31. Default 90.
    /// </summary>
    [Range(35, 3_650)]
    public int KpiEventDays { get; set; } = 90;

    /// <summary>How many whole days recommendations with an outcome are kept, 35 to 3 650. Default 365.</summary>
    [Range(35, 3_650)]
    public int RecommendationDays { get; set; } = 365;

    /// <summary>
    /// How many whole days the journal of the ledger is kept, 35 to 3 650; events of open reservations stay. Default
    /// 400.
    /// </summary>
    [Range(35, 3_650)]
    public int RiskEventDays { get; set; } = 400;

    /// <summary>How many whole days buyers' feedback events are kept, 35 to 3 650. Default 400.</summary>
    [Range(35, 3_650)]
    public int FeedbackDays { get; set; } = 400;

    /// <summary>
    /// How many whole days the evidence of offers is kept, 35 to 36 500; that of open reservations stays. Default
    /// 2 555, seven years.
    /// </summary>
    [Range(35, 36_500)]
    public int OfferEvidenceDays { get; set; } = 2_555;

    /// <summary>
    /// How many whole days observations of the influence ramp are kept, 35 to 3 650; those of the present step stay.
    /// Default 400.
    /// </summary>
    [Range(35, 3_650)]
    public int InfluenceEventDays { get; set; } = 400;

    /// <summary>
    /// How many whole days posted evidence and evaluations of the go/no-go board are kept, 35 to 3 650; evaluations
    /// that were decided on and the newest one stay. Default 400.
    /// </summary>
    [Range(35, 3_650)]
    public int EvidenceDays { get; set; } = 400;

    /// <summary>
    /// How many whole days delivered dead letters of notices are kept, 35 to 3 650; open ones stay. Default 400.
    /// </summary>
    [Range(35, 3_650)]
    public int DeadLetterDays { get; set; } = 400;

    /// <summary>How many rows one transaction reads and deletes at the most, 100 to 10 000. Default 1 000.</summary>
    [Range(100, 10_000)]
    public int BatchSize { get; set; } = 1_000;

    /// <summary>The pause between two transactions, 0 to 1 min. Default 0.1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00", "00:01:00")]
    public TimeSpan Pause { get; set; } = TimeSpan.FromMilliseconds(100);
}
