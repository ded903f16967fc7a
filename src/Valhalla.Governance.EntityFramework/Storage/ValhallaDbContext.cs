using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Valhalla.Governance.EntityFramework.Audit;
using Valhalla.Governance.EntityFramework.GoLive;
using Valhalla.Governance.EntityFramework.Heimdall;
using Valhalla.Governance.EntityFramework.Idempotency;
using Valhalla.Governance.EntityFramework.Kpi;
using Valhalla.Governance.EntityFramework.Regression;
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

    public DbSet<IdempotencyKeyRow> IdempotencyKeys => Set<IdempotencyKeyRow>();

    public DbSet<AuditEventRow> AuditEvents => Set<AuditEventRow>();

    protected override void OnModelCreating(ModelBuilder modelBuilder)
    {
        modelBuilder.ApplyConfigurationsFromAssembly(typeof(ValhallaDbContext).Assembly);
        foreach (var property in modelBuilder.Model.GetEntityTypes().SelectMany(entity => entity.GetProperties()))
        {
            property.SetColumnName(JsonNamingPolicy.SnakeCaseLower.ConvertName(property.Name));
        }
    }
}
