using System.Collections.Frozen;

namespace Valhalla.Governance.AspNetCore.Access;

/// <summary>
/// The one table of who may call what. Closing a lever is for operators, so that nobody has to wait for an approver in
/// an emergency; opening one again is for approvers.
/// </summary>
internal static class EndpointRoles
{
    private static readonly FrozenDictionary<string, EndpointRole> Table = new Dictionary<string, EndpointRole>
    {
        ["GetGoLiveState"] = EndpointRole.Read,
        ["GetGoLiveChecklist"] = EndpointRole.Read,
        ["EnableGoLive"] = EndpointRole.Approve,
        ["DisableGoLive"] = EndpointRole.Operate,
        ["EngageKillSwitch"] = EndpointRole.Kill,
        ["ReleaseKillSwitch"] = EndpointRole.Approve,
        ["RunKillSwitchDrill"] = EndpointRole.Operate,
        ["ListKillSwitchDrills"] = EndpointRole.Read,
        ["GetClock"] = EndpointRole.Read,
        ["AcknowledgeClock"] = EndpointRole.Approve,

        ["ListRiskPolicies"] = EndpointRole.Read,
        ["UpsertRiskPolicy"] = EndpointRole.Operate,
        ["CheckAndReserveRisk"] = EndpointRole.Operate,
        ["ReserveRisk"] = EndpointRole.Operate,
        ["SettleRisk"] = EndpointRole.Operate,
        ["ReleaseRisk"] = EndpointRole.Operate,
        ["GetRiskLedgerToday"] = EndpointRole.Read,
        ["GetRiskSnapshot"] = EndpointRole.Read,
        ["ListRiskReservations"] = EndpointRole.Read,
        ["GetRiskReservation"] = EndpointRole.Read,
        ["ListRiskEvents"] = EndpointRole.Read,

        ["ListHeimdallPolicies"] = EndpointRole.Read,
        ["UpsertHeimdallPolicy"] = EndpointRole.Operate,
        ["RecordHeimdallRecommendation"] = EndpointRole.Operate,
        ["RecordHeimdallOutcome"] = EndpointRole.Operate,
        ["PromoteHeimdallDomain"] = EndpointRole.Approve,
        ["DemoteHeimdallDomain"] = EndpointRole.Operate,
        ["GetHeimdallScorecard"] = EndpointRole.Read,
        ["GetHeimdallScorecardToday"] = EndpointRole.Read,
        ["GetHeimdallCalibration"] = EndpointRole.Read,
        ["GetHeimdallSnapshot"] = EndpointRole.Read,

        ["ListRegressionPolicies"] = EndpointRole.Read,
        ["UpsertRegressionPolicy"] = EndpointRole.Operate,
        ["RecordKpi"] = EndpointRole.Operate,
        ["RecordKpiBatch"] = EndpointRole.Operate,
        ["EvaluateRegression"] = EndpointRole.Operate,
        ["RearmRegression"] = EndpointRole.Approve,
        ["BacktestRegression"] = EndpointRole.Read,
        ["GetRegressionState"] = EndpointRole.Read,
        ["GetRegressionSnapshot"] = EndpointRole.Read,
        ["ListKpiSeries"] = EndpointRole.Read,

        ["GetInfluence"] = EndpointRole.Read,
        ["DecideInfluence"] = EndpointRole.Read,
        ["CompareInfluence"] = EndpointRole.Read,
        ["StepInfluence"] = EndpointRole.Approve,
        ["SetInfluence"] = EndpointRole.Approve,
        ["KillInfluence"] = EndpointRole.Kill,
        ["RecordInfluenceObservations"] = EndpointRole.Operate,

        ["ListOfferPolicies"] = EndpointRole.Read,
        ["UpsertOfferPolicy"] = EndpointRole.Operate,
        ["ComputeOffer"] = EndpointRole.Operate,
        ["ListMarketPolicies"] = EndpointRole.Read,
        ["UpsertMarketPolicy"] = EndpointRole.Operate,
        ["GetEffectiveMarketPolicy"] = EndpointRole.Read,
        ["CheckContact"] = EndpointRole.Read,

        ["CreateFollowUpLadder"] = EndpointRole.Operate,
        ["CompleteFollowUp"] = EndpointRole.Operate,
        ["ClaimFollowUps"] = EndpointRole.Operate,
        ["StopFollowUps"] = EndpointRole.Operate,
        ["StopLeadFollowUps"] = EndpointRole.Operate,
        ["ListDueFollowUps"] = EndpointRole.Read,
        ["GetFollowUpSla"] = EndpointRole.Read,

        ["ListLiquidityNodes"] = EndpointRole.Read,
        ["GetLiquidityScore"] = EndpointRole.Read,
        ["RecordBuyerFeedback"] = EndpointRole.Operate,

        ["ListGoNoGoCriteria"] = EndpointRole.Read,
        ["ListGoNoGoEvidence"] = EndpointRole.Read,
        ["PostGoNoGoEvidence"] = EndpointRole.Operate,
        ["EvaluateGoNoGo"] = EndpointRole.Operate,
        ["GetGoNoGoEvaluation"] = EndpointRole.Read,
        ["SignOffGoNoGo"] = EndpointRole.Approve,
        ["DecideGoNoGo"] = EndpointRole.Approve,
        ["ListGoNoGoDecisions"] = EndpointRole.Read,
        ["ListErrorBudgets"] = EndpointRole.Read,
        ["PostSloCounts"] = EndpointRole.Operate,
        ["PostSloCountBatch"] = EndpointRole.Operate,

        ["GetRunbookStatus"] = EndpointRole.Read,
        ["GetRunbookMarkdown"] = EndpointRole.Read,
        ["ListAuditEvents"] = EndpointRole.Read,
        ["VerifyAudit"] = EndpointRole.Read,
        ["GetAuditState"] = EndpointRole.Read,
        ["ExportAudit"] = EndpointRole.Read,
        ["ListIntegrityAlarms"] = EndpointRole.Read,
        ["AcknowledgeIntegrityAlarm"] = EndpointRole.Approve,
        ["GetRetentionStatus"] = EndpointRole.Read,
        ["ListNoticeDeadLetters"] = EndpointRole.Read,
        ["RetryNoticeDeadLetter"] = EndpointRole.Operate,
        ["GetMetrics"] = EndpointRole.Read,
        ["GetSystemStatus"] = EndpointRole.Read,
        ["UnknownGovernanceEndpoint"] = EndpointRole.Read,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>The role of an endpoint. One that is missing here fails at start, not open.</summary>
    public static EndpointRole Of(string endpointName) => Table[endpointName];
}
