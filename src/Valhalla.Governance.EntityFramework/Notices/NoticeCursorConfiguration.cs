using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Valhalla.Governance.EntityFramework.Notices;

internal sealed class NoticeCursorConfiguration : IEntityTypeConfiguration<NoticeCursorRow>
{
    public void Configure(EntityTypeBuilder<NoticeCursorRow> builder)
    {
        builder.ToTable("notice_cursor", table => table.HasCheckConstraint(
            "ck_notice_cursor_counts", "last_sequence >= 0 AND fencing >= 0"));
        builder.HasKey(row => row.Notifier);
        builder.Property(row => row.Notifier).HasMaxLength(64);
        builder.Property(row => row.LeaseOwner).HasMaxLength(64);
    }
}
