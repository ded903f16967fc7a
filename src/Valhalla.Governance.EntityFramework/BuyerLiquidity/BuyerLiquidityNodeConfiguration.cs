using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Valhalla.Governance.EntityFramework.BuyerLiquidity;

internal sealed class BuyerLiquidityNodeConfiguration : IEntityTypeConfiguration<BuyerLiquidityNodeRow>
{
    public void Configure(EntityTypeBuilder<BuyerLiquidityNodeRow> builder)
    {
        builder.ToTable("buyer_liquidity_node", table => table.HasCheckConstraint(
            "ck_buyer_liquidity_node_sums", "contacts >= 0 AND responses >= 0 AND closes >= 0 AND events >= 0"));
        builder.HasKey(row => new { row.Province, row.Market, row.PropertyType });
        builder.Property(row => row.Province).HasMaxLength(2);
        builder.Property(row => row.Market).HasMaxLength(64);
        builder.Property(row => row.PropertyType).HasMaxLength(64);
    }
}
