using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Valhalla.Governance.EntityFramework.MarketPolicies;

internal sealed class MarketPolicyConfiguration : IEntityTypeConfiguration<MarketPolicyRow>
{
    public void Configure(EntityTypeBuilder<MarketPolicyRow> builder)
    {
        builder.ToTable("market_policy", table =>
        {
            table.HasCheckConstraint("ck_market_policy_score", "min_lead_score BETWEEN 0 AND 100");
            table.HasCheckConstraint("ck_market_policy_version", "version >= 1");
        });
        builder.HasKey(row => new { row.Province, row.Market });
        builder.Property(row => row.Province).HasMaxLength(2);
        builder.Property(row => row.Market).HasMaxLength(64);
        builder.Property(row => row.TimeZone).HasMaxLength(64);
        builder.Property(row => row.Version).IsConcurrencyToken();
    }
}
