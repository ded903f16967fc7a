using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Valhalla.Governance.EntityFramework.Retention;

internal sealed class RetentionStateConfiguration : IEntityTypeConfiguration<RetentionStateRow>
{
    public void Configure(EntityTypeBuilder<RetentionStateRow> builder)
    {
        builder.ToTable("retention_state", table => table.HasCheckConstraint("ck_retention_state_single", "id = 1"));
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.LeaseOwner).HasMaxLength(64);
        builder.Property(row => row.LastError).HasMaxLength(200);
    }
}
