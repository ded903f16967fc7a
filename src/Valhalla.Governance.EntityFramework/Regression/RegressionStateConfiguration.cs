using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Valhalla.Governance.EntityFramework.Regression;

internal sealed class RegressionStateConfiguration : IEntityTypeConfiguration<RegressionStateRow>
{
    public void Configure(EntityTypeBuilder<RegressionStateRow> builder)
    {
        builder.ToTable("regression_state", table =>
        {
            table.HasCheckConstraint(
                "ck_regression_state_verdict", Checks.OneOf<RegressionVerdict>("verdict"));
            table.HasCheckConstraint(
                "ck_regression_state_counts",
                "events >= 0 AND armed_after_id >= 0 AND frozen_baseline_events >= 0 AND version >= 1");
        });
        builder.HasKey(row => new { row.Domain, row.Metric });
        builder.Property(row => row.Domain).HasMaxLength(64);
        builder.Property(row => row.Metric).HasMaxLength(64);
        builder.Property(row => row.Verdict).HasMaxLength(16);
        builder.Property(row => row.Version).IsConcurrencyToken();
    }
}
