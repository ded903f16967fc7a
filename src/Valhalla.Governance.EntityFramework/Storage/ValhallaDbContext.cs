using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Valhalla.Governance.EntityFramework.Audit;
using Valhalla.Governance.EntityFramework.BuyerLiquidity;
using Valhalla.Governance.EntityFramework.Drill;
using Valhalla.Governance.EntityFramework.ErrorBudgets;
using Valhalla.Governance.EntityFramework.FollowUp;
using Valhalla.Governance.EntityFramework.GoLive;
using Valhalla.Governance.EntityFramework.GoNoGo;
using Valhalla.Governance.EntityFramework.Heimdall;
using Valhalla.Governance.EntityFramework.Idempotency;
using Valhalla.Governance.EntityFramework.Integrity;
using Valhalla.Governance.EntityFramework.Kpi;
using Valhalla.Governance.EntityFramework.MarketPolicies;
using Valhalla.Governance.EntityFramework.Notices;
using Valhalla.Governance.EntityFramework.Offers;
using Valhalla.Governance.EntityFramework.Ramp;
using Valhalla.Governance.EntityFramework.Regression;
using Valhalla.Governance.EntityFramework.Retention;
using Valhalla.Governance.EntityFramework.Risk;

namespace Valhalla.Governance.EntityFramework;

/// <summary>
/// The model of all tables. Each provider derives its own, so that nothing here asks which one it is; hosts never see
/// it, so that none of their conventions reach it.
/// </summary>
internal abstract class ValhallaDbContext(DbContextOptions options) : DbContext(options)
{
    public DbSet<SchemaInfoRow> SchemaInfo => Set<SchemaInfoRow>();

    public DbSet<GoLiveStateRow> GoLiveStates => Set<GoLiveStateRow>();

    public DbSet<InfluenceStateRow> InfluenceStates => Set<InfluenceStateRow>();

    public DbSet<InfluenceEventRow> InfluenceEvents => Set<InfluenceEventRow>();

    public DbSet<RiskPolicyRow> RiskPolicies => Set<RiskPolicyRow>();

    public DbSet<RiskLedgerDayRow> RiskLedgerDays => Set<RiskLedgerDayRow>();

    public DbSet<RiskReservationRow> RiskReservations => Set<RiskReservationRow>();

    public DbSet<RiskEventRow> RiskEvents => Set<RiskEventRow>();

    public DbSet<HeimdallPolicyRow> HeimdallPolicies => Set<HeimdallPolicyRow>();

    public DbSet<HeimdallEventRow> HeimdallEvents => Set<HeimdallEventRow>();

    public DbSet<HeimdallRecommendationRow> HeimdallRecommendations => Set<HeimdallRecommendationRow>();

    public DbSet<HeimdallScorecardDayRow> HeimdallScorecardDays => Set<HeimdallScorecardDayRow>();

    public DbSet<KpiEventRow> KpiEvents => Set<KpiEventRow>();

    public DbSet<RegressionPolicyRow> RegressionPolicies => Set<RegressionPolicyRow>();

    public DbSet<RegressionStateRow> RegressionStates => Set<RegressionStateRow>();

    public DbSet<EvaluatorLeaseRow> EvaluatorLeases => Set<EvaluatorLeaseRow>();

    public DbSet<MarketPolicyRow> MarketPolicies => Set<MarketPolicyRow>();

    public DbSet<FollowUpTaskRow> FollowUpTasks => Set<FollowUpTaskRow>();

    public DbSet<BuyerLiquidityNodeRow> BuyerLiquidityNodes => Set<BuyerLiquidityNodeRow>();

    public DbSet<BuyerFeedbackEventRow> BuyerFeedbackEvents => Set<BuyerFeedbackEventRow>();

    public DbSet<OfferPolicyRow> OfferPolicies => Set<OfferPolicyRow>();

    public DbSet<OfferEvidenceRow> OfferEvidence => Set<OfferEvidenceRow>();

    public DbSet<EvidenceRow> GoNoGoEvidence => Set<EvidenceRow>();

    public DbSet<EvaluationRow> GoNoGoEvaluations => Set<EvaluationRow>();

    public DbSet<SignOffRow> SignOffs => Set<SignOffRow>();

    public DbSet<DecisionRow> GoNoGoDecisions => Set<DecisionRow>();
    public DbSet<SloCountMinuteRow> SloCountMinutes => Set<SloCountMinuteRow>();

    public DbSet<SloCountPositionRow> SloCountPositions => Set<SloCountPositionRow>();

    public DbSet<NodeRow> Nodes => Set<NodeRow>();

    public DbSet<KillSwitchDrillRow> KillSwitchDrills => Set<KillSwitchDrillRow>();

    public DbSet<KillSwitchDrillNodeRow> KillSwitchDrillNodes => Set<KillSwitchDrillNodeRow>();

    public DbSet<IdempotencyKeyRow> IdempotencyKeys => Set<IdempotencyKeyRow>();

    public DbSet<AuditEventRow> AuditEvents => Set<AuditEventRow>();

    public DbSet<NoticeCursorRow> NoticeCursors => Set<NoticeCursorRow>();

    public DbSet<NoticeDeadLetterRow> NoticeDeadLetters => Set<NoticeDeadLetterRow>();

    public DbSet<IntegrityAlarmRow> IntegrityAlarms => Set<IntegrityAlarmRow>();

    public DbSet<KpiRollupDayRow> KpiRollupDays => Set<KpiRollupDayRow>();

    public DbSet<RetentionStateRow> RetentionStates => Set<RetentionStateRow>();

    public DbSet<RetentionTableRow> RetentionTables => Set<RetentionTableRow>();

    /// <summary>The gate row, which is there from the first seeding on.</summary>
    /// <exception cref="ValhallaStoreException">The store was never seeded.</exception>
    public async ValueTask<GoLiveStateRow> ReadGateAsync(CancellationToken cancellationToken) =>
        await GoLiveStates.SingleOrDefaultAsync(cancellationToken)
        ?? throw new ValhallaStoreException(
            StoreFailure.SchemaMismatch,
            "The store was never initialised: run `valhalla db apply`, or set Valhalla:Storage:SchemaMode to Auto.");

    /// <summary>
    /// Tracks what is new among rows. The keys of new rows are known only after they were filled, so they come last.
    /// </summary>
    public void AddDetached<TRow>(IEnumerable<TRow> rows)
        where TRow : class =>
        AddRange(rows.Where(row => Entry(row).State == EntityState.Detached));

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder) =>
        configurationBuilder.Conventions.LeaveOutWhatIsNeverFound();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(ValhallaDbContext).Assembly);
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            property.SetColumnName(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
        }
    }
}
