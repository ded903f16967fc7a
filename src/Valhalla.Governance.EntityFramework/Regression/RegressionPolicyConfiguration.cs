using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Valhalla.Governance.EntityFramework.Regression;

internal sealed class RegressionPolicyConfiguration : IEntityTypeConfiguration<RegressionPolicyRow>
{
    public void Configure(EntityTypeBuilder<RegressionPolicyRow> builder)
    {
        builder.ToTable("regression_policy", table =>
        {
            table.HasCheckConstraint(
                "ck_regression_policy_windows",
                "window_events >= 1 AND baseline_events >= 1 AND max_drop > 0 AND max_drop <= 1 AND version >= 1");
            table.HasCheckConstraint("ck_regression_policy_action", Checks.OneOfCapitals<RegressionAction>("action"));
            table.HasCheckConstraint("ck_regression_policy_kind", Checks.OneOfCapitals<RegressionKind>("kind"));
            table.HasCheckConstraint(
                "ck_regression_policy_direction", Checks.OneOfCapitals<RegressionDirection>("direction"));
            table.HasCheckConstraint(
                "ck_regression_policy_evidence", Checks.OneOfCapitals<RegressionEvidence>("evidence"));
        });
        builder.HasKey(row => new { row.Domain, row.Metric });
        builder.Property(row => row.Domain).HasMaxLength(64);
        builder.Property(row => row.Metric).HasMaxLength(64);
        builder.Property(row => row.Action).HasMaxLength(16);
        builder.Property(row => row.Kind).HasMaxLength(16);
        builder.Property(row => row.Direction).HasMaxLength(16);
        builder.Property(row => row.Evidence).HasMaxLength(16);
        builder.Property(row => row.Version).IsConcurrencyToken();
    }
}
