using System.Text.Json.Serialization;
using Valhalla.Governance.AspNetCore.Audit;
using Valhalla.Governance.AspNetCore.BuyerLiquidity;
using Valhalla.Governance.AspNetCore.FollowUp;
using Valhalla.Governance.AspNetCore.GoLive;
using Valhalla.Governance.AspNetCore.Health;
using Valhalla.Governance.AspNetCore.Heimdall;
using Valhalla.Governance.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.MarketPolicies;
using Valhalla.Governance.AspNetCore.Notices;
using Valhalla.Governance.AspNetCore.Offers;
using Valhalla.Governance.AspNetCore.Regression;
using Valhalla.Governance.AspNetCore.Retention;
using Valhalla.Governance.AspNetCore.Risk;
using Valhalla.Governance.AspNetCore.Runbook;
using Valhalla.Governance.AspNetCore.Status;

namespace Valhalla.Governance.AspNetCore.Json;

/// <summary>Source-generated readers and writers of everything on the wire.</summary>
[JsonSerializable(typeof(GoLiveStateBody))]
[JsonSerializable(typeof(GoLiveChangeBody))]
[JsonSerializable(typeof(GoLiveEnableBody))]
[JsonSerializable(typeof(GoLiveChangeAnswer))]
[JsonSerializable(typeof(ChecklistBody))]
[JsonSerializable(typeof(ReserveBody))]
[JsonSerializable(typeof(CheckBody))]
[JsonSerializable(typeof(SettleBody))]
[JsonSerializable(typeof(ReleaseBody))]
[JsonSerializable(typeof(RiskPolicyUpsert))]
[JsonSerializable(typeof(ReserveAnswer))]
[JsonSerializable(typeof(SettleAnswer))]
[JsonSerializable(typeof(RiskPolicyAnswer))]
[JsonSerializable(typeof(RiskSnapshotBody))]
[JsonSerializable(typeof(ReservationBody))]
[JsonSerializable(typeof(IReadOnlyList<RiskPolicyBody>), TypeInfoPropertyName = "RiskPolicies")]
[JsonSerializable(typeof(IReadOnlyList<LedgerDayBody>), TypeInfoPropertyName = "LedgerDays")]
[JsonSerializable(typeof(IReadOnlyList<ReservationBody>), TypeInfoPropertyName = "Reservations")]
[JsonSerializable(typeof(IReadOnlyList<RiskEventBody>), TypeInfoPropertyName = "RiskEvents")]
[JsonSerializable(typeof(RecommendBody))]
[JsonSerializable(typeof(OutcomeBody))]
[JsonSerializable(typeof(PromotionBody))]
[JsonSerializable(typeof(DemotionBody))]
[JsonSerializable(typeof(HeimdallPolicyUpsert))]
[JsonSerializable(typeof(RecommendAnswer))]
[JsonSerializable(typeof(OutcomeAnswer))]
[JsonSerializable(typeof(PromotionAnswer))]
[JsonSerializable(typeof(HeimdallPolicyAnswer))]
[JsonSerializable(typeof(HeimdallSnapshotBody))]
[JsonSerializable(typeof(IReadOnlyList<HeimdallPolicyBody>), TypeInfoPropertyName = "HeimdallPolicies")]
[JsonSerializable(typeof(IReadOnlyList<ScorecardBody>), TypeInfoPropertyName = "Scorecards")]
[JsonSerializable(typeof(IReadOnlyList<CalibrationBody>), TypeInfoPropertyName = "Calibrations")]
[JsonSerializable(typeof(KpiBody))]
[JsonSerializable(typeof(KpiBatchBody))]
[JsonSerializable(typeof(EvaluateBody))]
[JsonSerializable(typeof(RearmBody))]
[JsonSerializable(typeof(BacktestBody))]
[JsonSerializable(typeof(RegressionPolicyUpsert))]
[JsonSerializable(typeof(KpiAnswer))]
[JsonSerializable(typeof(KpiBatchAnswer))]
[JsonSerializable(typeof(EvaluateAnswer))]
[JsonSerializable(typeof(RegressionPolicyAnswer))]
[JsonSerializable(typeof(BacktestAnswer))]
[JsonSerializable(typeof(RegressionStateBody))]
[JsonSerializable(typeof(RegressionSnapshotBody))]
[JsonSerializable(typeof(IReadOnlyList<RegressionPolicyBody>), TypeInfoPropertyName = "RegressionPolicies")]
[JsonSerializable(typeof(IReadOnlyList<RegressionStateBody>), TypeInfoPropertyName = "RegressionStates")]
[JsonSerializable(typeof(IReadOnlyList<KpiEventBody>), TypeInfoPropertyName = "KpiEvents")]
[JsonSerializable(typeof(OfferPolicyUpsert))]
[JsonSerializable(typeof(OfferPolicyAnswer))]
[JsonSerializable(typeof(OfferBody))]
[JsonSerializable(typeof(OfferAnswerBody))]
[JsonSerializable(typeof(IReadOnlyList<OfferPolicyBody>), TypeInfoPropertyName = "OfferPolicies")]
[JsonSerializable(typeof(MarketPolicyUpsert))]
[JsonSerializable(typeof(MarketPolicyAnswer))]
[JsonSerializable(typeof(EffectiveMarketPolicyBody))]
[JsonSerializable(typeof(ContactAnswer))]
[JsonSerializable(typeof(IReadOnlyList<MarketPolicyBody>), TypeInfoPropertyName = "MarketPolicies")]
[JsonSerializable(typeof(CreateLadderBody))]
[JsonSerializable(typeof(CompleteFollowUpBody))]
[JsonSerializable(typeof(ClaimFollowUpsBody))]
[JsonSerializable(typeof(StopFollowUpsBody))]
[JsonSerializable(typeof(CreateLadderAnswer))]
[JsonSerializable(typeof(CompleteFollowUpAnswer))]
[JsonSerializable(typeof(ClaimFollowUpsAnswer))]
[JsonSerializable(typeof(StopFollowUpsAnswer))]
[JsonSerializable(typeof(FollowUpSlaBody))]
[JsonSerializable(typeof(IReadOnlyList<FollowUpTaskBody>), TypeInfoPropertyName = "DueFollowUps")]
[JsonSerializable(typeof(FeedbackBody))]
[JsonSerializable(typeof(FeedbackAnswer))]
[JsonSerializable(typeof(LiquidityNodesBody))]
[JsonSerializable(typeof(LiquidityScoreBody))]
[JsonSerializable(typeof(RunbookBody))]
[JsonSerializable(typeof(AuditVerificationBody))]
[JsonSerializable(typeof(AuditStateBody))]
[JsonSerializable(typeof(IReadOnlyList<AuditEventBody>), TypeInfoPropertyName = "AuditEvents")]
[JsonSerializable(typeof(RetryNoticeBody))]
[JsonSerializable(typeof(RetryNoticeAnswer))]
[JsonSerializable(typeof(IReadOnlyList<NoticeDeadLetterBody>), TypeInfoPropertyName = "NoticeDeadLetters")]
[JsonSerializable(typeof(RetentionStatusBody))]
[JsonSerializable(typeof(SystemStatusBody))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(HealthBody))]
[JsonSerializable(typeof(string))]
internal sealed partial class WireJsonContext : JsonSerializerContext;
