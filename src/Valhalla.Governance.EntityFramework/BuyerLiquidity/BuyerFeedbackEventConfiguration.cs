using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Valhalla.Governance.EntityFramework.BuyerLiquidity;

internal sealed class BuyerFeedbackEventConfiguration : IEntityTypeConfiguration<BuyerFeedbackEventRow>
{
    public void Configure(EntityTypeBuilder<BuyerFeedbackEventRow> builder)
    {
        builder.ToTable("buyer_feedback_event", table => table.HasCheckConstraint(
            "ck_buyer_feedback_event_kind",
            Checks.OneOf("kind", "CONTACTED", "RESPONDED", "CLOSED", "DECLINED")));
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Kind).HasMaxLength(16);
        builder.Property(row => row.Province).HasMaxLength(2);
        builder.Property(row => row.Market).HasMaxLength(64);
        builder.Property(row => row.PropertyType).HasMaxLength(64);
        builder.HasIndex(row => new { row.Province, row.Market, row.PropertyType, row.Id });
    }
}
