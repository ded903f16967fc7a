using Valhalla.Governance.EntityFramework.BuyerLiquidity;
using Valhalla.Governance.EntityFramework.GoNoGo;
using Valhalla.Governance.EntityFramework.Heimdall;
using Valhalla.Governance.EntityFramework.Kpi;
using Valhalla.Governance.EntityFramework.Notices;
using Valhalla.Governance.EntityFramework.Offers;
using Valhalla.Governance.EntityFramework.Ramp;
using Valhalla.Governance.EntityFramework.Risk;
using Valhalla.Governance.Retention;

namespace Valhalla.Governance.EntityFramework.Retention;

/// <summary>Every table whose old rows are deleted, each with what a running feature still needs of it.</summary>
internal static class RetentionTables
{
    public static IReadOnlyDictionary<string, IRetentionTable> All { get; } = new IRetentionTable[]
    {
        new RetentionTable<KpiEventRow>(RetentionTableNames.KpiEvent, KpiEvents),
        new RetentionTable<HeimdallRecommendationRow>(
            RetentionTableNames.Recommendation,
            static (db, _) => db.HeimdallRecommendations.Where(row => row.Success != null)),
        new RetentionTable<RiskEventRow>(RetentionTableNames.RiskEvent, RiskEvents),
        new RetentionTable<BuyerFeedbackEventRow>(
            RetentionTableNames.BuyerFeedback, static (db, _) => db.BuyerFeedbackEvents),
        new RetentionTable<OfferEvidenceRow>(RetentionTableNames.OfferEvidence, OfferEvidence),
        new RetentionTable<InfluenceEventRow>(RetentionTableNames.InfluenceEvent, InfluenceEvents),
        new RetentionTable<EvidenceRow>(
            RetentionTableNames.Evidence, static (db, _) => db.GoNoGoEvidence, nameof(EvidenceRow.ReceivedAt)),
        new RetentionTable<EvaluationRow>(
            RetentionTableNames.Evaluation, Evaluations, nameof(EvaluationRow.EvaluatedAt)),
        new RetentionTable<NoticeDeadLetterRow>(
            RetentionTableNames.DeadLetter,
            static (db, _) => db.NoticeDeadLetters.Where(row => row.ResolvedAt != null),
            nameof(NoticeDeadLetterRow.At)),
    }.ToDictionary(table => table.Name);

    private static IQueryable<KpiEventRow> KpiEvents(ValhallaDbContext db, RetentionOrder order)
    {
        IQueryable<KpiEventRow> rows = db.KpiEvents;
        foreach (var kept in order.Kept)
        {
            var (domain, metric, after) = (kept.Series.Domain.Value, kept.Series.Metric.Value, kept.AfterId);
            rows = rows.Where(row => row.Domain != domain || row.Metric != metric || row.Id <= after);
        }

        return rows;
    }

    private static IQueryable<RiskEventRow> RiskEvents(ValhallaDbContext db, RetentionOrder order) =>
        db.RiskEvents.Where(row => row.ReservationId == null
            || !db.RiskReservations.Any(reservation => reservation.Id == row.ReservationId && reservation.Open > 0));

    private static IQueryable<InfluenceEventRow> InfluenceEvents(ValhallaDbContext db, RetentionOrder order) =>
        db.InfluenceEvents.Where(row => db.InfluenceStates.Any(state => state.Step > row.Step));

    // The newest one gives the next its number.
    private static IQueryable<EvaluationRow> Evaluations(ValhallaDbContext db, RetentionOrder order) =>
        db.GoNoGoEvaluations.Where(row => db.GoNoGoEvaluations.Any(newer => newer.Id > row.Id)
            && !db.GoNoGoDecisions.Any(decision => decision.Hash == row.Hash));

    private static IQueryable<OfferEvidenceRow> OfferEvidence(ValhallaDbContext db, RetentionOrder order) =>
        db.OfferEvidence.Where(row => row.ReservationId == null
            || !db.RiskReservations.Any(reservation => reservation.Id == row.ReservationId && reservation.Open > 0));
}
