using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Valhalla.Governance.EntityFramework.ErrorBudgets;

internal sealed class SloCountMinuteConfiguration : IEntityTypeConfiguration<SloCountMinuteRow>
{
    public void Configure(EntityTypeBuilder<SloCountMinuteRow> builder)
    {
        builder.ToTable("slo_count_minute", table => table.HasCheckConstraint(
            "ck_slo_count_minute_counts", "good >= 0 AND bad >= 0 AND good + bad > 0"));
        builder.HasKey(row => new { row.Objective, row.Source, row.MinuteStart });
        builder.Property(row => row.Objective).HasMaxLength(64);
        builder.Property(row => row.Source).HasMaxLength(129);
        builder.HasIndex(row => row.MinuteStart);
    }
}
