namespace Valhalla.Governance.Retention;

/// <summary>The tables whose old rows are deleted.</summary>
internal static class RetentionTableNames
{
    public const string KpiEvent = "kpi_event";
    public const string Recommendation = "heimdall_recommendation";
    public const string RiskEvent = "risk_event";
    public const string BuyerFeedback = "buyer_feedback_event";
    public const string OfferEvidence = "offer_evidence";
    public const string InfluenceEvent = "influence_event";
    public const string Evidence = "go_no_go_evidence";
    public const string Evaluation = "go_no_go_evaluation";
    public const string DeadLetter = "notice_dead_letter";
}
