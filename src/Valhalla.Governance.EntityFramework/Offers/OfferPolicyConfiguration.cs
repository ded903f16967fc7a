using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Valhalla.Governance.EntityFramework.Offers;

internal sealed class OfferPolicyConfiguration : IEntityTypeConfiguration<OfferPolicyRow>
{
    public void Configure(EntityTypeBuilder<OfferPolicyRow> builder)
    {
        builder.ToTable("offer_policy", table =>
        {
            table.HasCheckConstraint(
                "ck_offer_policy_bounds",
                "fees >= 0 AND (min_offer IS NULL OR min_offer >= 0) AND (max_offer IS NULL OR max_offer > 0)"
                + " AND (min_offer IS NULL OR max_offer IS NULL OR min_offer <= max_offer)");
            table.HasCheckConstraint("ck_offer_policy_multiplier", "multiplier_bp BETWEEN 1 AND 10000");
            table.HasCheckConstraint("ck_offer_policy_comps", "min_comps BETWEEN 0 AND 100");
            table.HasCheckConstraint("ck_offer_policy_version", "version >= 1");
        });
        builder.HasKey(row => row.Province);
        builder.Property(row => row.Province).HasMaxLength(2);
        builder.Property(row => row.Version).IsConcurrencyToken();
    }
}
