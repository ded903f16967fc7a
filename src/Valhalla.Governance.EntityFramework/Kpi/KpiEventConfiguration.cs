using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Valhalla.Governance.EntityFramework.Kpi;

internal sealed class KpiEventConfiguration : IEntityTypeConfiguration<KpiEventRow>
{
    public void Configure(EntityTypeBuilder<KpiEventRow> builder)
    {
        builder.ToTable("kpi_event", table =>
            table.HasCheckConstraint("ck_kpi_event_duration", "duration_ms IS NULL OR duration_ms >= 0"));
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Domain).HasMaxLength(64);
        builder.Property(row => row.Metric).HasMaxLength(64);
        builder.HasIndex(row => new { row.Domain, row.Metric, row.Id });
        builder.HasIndex(row => new { row.CorrelationId, row.Id }).HasFilter("correlation_id IS NOT NULL");
    }
}
