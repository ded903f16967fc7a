using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Valhalla.Governance.EntityFramework.Risk;

internal sealed class RiskPolicyConfiguration : IEntityTypeConfiguration<RiskPolicyRow>
{
    public void Configure(EntityTypeBuilder<RiskPolicyRow> builder)
    {
        builder.ToTable("risk_policy", table =>
        {
            table.HasCheckConstraint(
                "ck_risk_policy_caps",
                "max_daily_loss >= 0 AND max_daily_exposure >= 0 "
                + "AND (max_open_reserved IS NULL OR max_open_reserved >= 0)");
            table.HasCheckConstraint("ck_risk_policy_worst_case", "worst_case_loss_bp BETWEEN 0 AND 10000");
            table.HasCheckConstraint("ck_risk_policy_version", "version >= 1");
        });
        builder.HasKey(row => row.Engine);
        builder.Property(row => row.Engine).HasMaxLength(64);
        builder.Property(row => row.Version).IsConcurrencyToken();
    }
}
