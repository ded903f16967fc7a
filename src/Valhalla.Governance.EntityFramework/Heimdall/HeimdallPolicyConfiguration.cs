using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Valhalla.Governance.EntityFramework.Heimdall;

internal sealed class HeimdallPolicyConfiguration : IEntityTypeConfiguration<HeimdallPolicyRow>
{
    public void Configure(EntityTypeBuilder<HeimdallPolicyRow> builder)
    {
        builder.ToTable("heimdall_policy", table =>
        {
            table.HasCheckConstraint(
                "ck_heimdall_policy_shares",
                "min_confidence_prod BETWEEN 0 AND 1 AND min_sandbox_success_rate BETWEEN 0 AND 1"
                + " AND (max_calibration_error IS NULL OR max_calibration_error BETWEEN 0 AND 1)");
            table.HasCheckConstraint(
                "ck_heimdall_policy_counts",
                "min_sandbox_trials >= 1 AND window_days >= 1 AND outcome_deadline_hours >= 1 AND version >= 1");
        });
        builder.HasKey(row => row.Domain);
        builder.Property(row => row.Domain).HasMaxLength(64);
        builder.Property(row => row.Version).IsConcurrencyToken();
    }
}
