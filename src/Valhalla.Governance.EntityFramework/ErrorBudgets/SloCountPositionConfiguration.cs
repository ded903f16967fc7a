using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Valhalla.Governance.EntityFramework.ErrorBudgets;

internal sealed class SloCountPositionConfiguration : IEntityTypeConfiguration<SloCountPositionRow>
{
    public void Configure(EntityTypeBuilder<SloCountPositionRow> builder)
    {
        builder.ToTable("slo_count_position", table => table.HasCheckConstraint(
            "ck_slo_count_position_last", "last_kpi_id >= 0"));
        builder.HasKey(row => new { row.Objective, row.Source });
        builder.Property(row => row.Objective).HasMaxLength(64);
        builder.Property(row => row.Source).HasMaxLength(129);
    }
}
