using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Valhalla.Governance.EntityFramework.Heimdall;

internal sealed class HeimdallRecommendationConfiguration : IEntityTypeConfiguration<HeimdallRecommendationRow>
{
    public void Configure(EntityTypeBuilder<HeimdallRecommendationRow> builder)
    {
        builder.ToTable("heimdall_recommendation", table =>
        {
            table.HasCheckConstraint("ck_heimdall_recommendation_confidence", "confidence BETWEEN 0 AND 1");
            table.HasCheckConstraint(
                "ck_heimdall_recommendation_outcome", "(success IS NULL) = (outcome_at IS NULL)");
        });
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Domain).HasMaxLength(64);
        builder.HasIndex(row => new { row.OutcomeDueAt, row.Id }).HasFilter("success IS NULL");
    }
}
