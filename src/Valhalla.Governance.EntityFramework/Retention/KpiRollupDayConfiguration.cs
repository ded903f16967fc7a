using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Valhalla.Governance.EntityFramework.Retention;

internal sealed class KpiRollupDayConfiguration : IEntityTypeConfiguration<KpiRollupDayRow>
{
    public void Configure(EntityTypeBuilder<KpiRollupDayRow> builder)
    {
        builder.ToTable("kpi_rollup_day", table => table.HasCheckConstraint(
            "ck_kpi_rollup_day_sums",
            "events >= 1 AND successes >= 0 AND failures >= 0 AND successes + failures <= events"
            + " AND \"values\" BETWEEN 0 AND events AND durations BETWEEN 0 AND events AND duration_ms_sum >= 0"));
        builder.HasKey(row => new { row.Domain, row.Metric, row.Day });
        builder.Property(row => row.Domain).HasMaxLength(64);
        builder.Property(row => row.Metric).HasMaxLength(64);
    }
}
