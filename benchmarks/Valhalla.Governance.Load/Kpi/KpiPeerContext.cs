using Microsoft.EntityFrameworkCore;

namespace Valhalla.Governance.Load.Kpi;

/// <summary>The table of a KPI event as a team would make it, with the index that reading a window needs.</summary>
internal sealed class KpiPeerContext(DbContextOptions<KpiPeerContext> options) : DbContext(options)
{
    public DbSet<KpiPeerEvent> Events => Set<KpiPeerEvent>();

    protected override void OnModelCreating(ModelBuilder modelBuilder) => modelBuilder.Entity<KpiPeerEvent>(entity =>
    {
        entity.ToTable("kpi_event").HasKey(row => row.Id);
        entity.HasIndex(row => new { row.Domain, row.Metric, row.Id });
    });
}
