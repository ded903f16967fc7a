namespace Valhalla.Governance.Retention;

/// <summary>How long the rows of a table are kept.</summary>
internal sealed record RetentionRule(string Table, int Days)
{
    /// <summary>The rules, in the order in which a run follows them. A table's condition is its store's.</summary>
    public static IReadOnlyList<RetentionRule> All(RetentionOptions options) =>
    [
        new(RetentionTableNames.KpiEvent, options.KpiEventDays),
        new(RetentionTableNames.Recommendation, options.RecommendationDays),
        new(RetentionTableNames.RiskEvent, options.RiskEventDays),
        new(RetentionTableNames.BuyerFeedback, options.FeedbackDays),
        new(RetentionTableNames.OfferEvidence, options.OfferEvidenceDays),
        new(RetentionTableNames.InfluenceEvent, options.InfluenceEventDays),
        new(RetentionTableNames.Evidence, options.EvidenceDays),
        new(RetentionTableNames.Evaluation, options.EvidenceDays),
        new(RetentionTableNames.DeadLetter, options.DeadLetterDays),
    ];

    /// <summary>Rows from before this instant may go: only whole UTC days do.</summary>
    public DateTimeOffset Before(DateTimeOffset now) =>
        new(now.UtcDateTime.Date.AddDays(-Days), TimeSpan.Zero);
}
