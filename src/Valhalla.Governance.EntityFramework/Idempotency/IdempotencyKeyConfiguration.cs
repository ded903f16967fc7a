using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Valhalla.Governance.EntityFramework.Idempotency;

internal sealed class IdempotencyKeyConfiguration : IEntityTypeConfiguration<IdempotencyKeyRow>
{
    public void Configure(EntityTypeBuilder<IdempotencyKeyRow> builder)
    {
        builder.ToTable("idempotency_key");
        builder.HasKey(row => new { row.Scope, row.Key });
        builder.Property(row => row.Scope).HasMaxLength(32);
        builder.Property(row => row.Key).HasMaxLength(255);
        builder.Property(row => row.RequestHash).HasMaxLength(64);
        builder.HasIndex(row => row.CreatedAt);
    }
}
