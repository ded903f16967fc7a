using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Valhalla.Governance.EntityFramework.Offers;

internal sealed class OfferEvidenceConfiguration : IEntityTypeConfiguration<OfferEvidenceRow>
{
    public void Configure(EntityTypeBuilder<OfferEvidenceRow> builder)
    {
        builder.ToTable("offer_evidence", table =>
        {
            table.HasCheckConstraint(
                "ck_offer_evidence_amounts", "arv > 0 AND repairs >= 0 AND fees >= 0 AND (mao IS NULL OR mao > 0)");
            table.HasCheckConstraint("ck_offer_evidence_outcome", "mao IS NOT NULL OR reason IS NOT NULL");
            table.HasCheckConstraint("ck_offer_evidence_hash", "length(hash) = 64");
        });
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Province).HasMaxLength(2);
        builder.Property(row => row.Market).HasMaxLength(64);
        builder.Property(row => row.Hash).HasMaxLength(64);
        builder.HasIndex(row => row.CreatedAt);
    }
}
