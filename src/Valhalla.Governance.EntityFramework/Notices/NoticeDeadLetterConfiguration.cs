using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Valhalla.Governance.EntityFramework.Notices;

internal sealed class NoticeDeadLetterConfiguration : IEntityTypeConfiguration<NoticeDeadLetterRow>
{
    public void Configure(EntityTypeBuilder<NoticeDeadLetterRow> builder)
    {
        builder.ToTable("notice_dead_letter", table => table.HasCheckConstraint(
            "ck_notice_dead_letter_attempts", "attempts >= 1"));
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Notifier).HasMaxLength(64);
        builder.Property(row => row.LastError).HasMaxLength(500);
        builder.HasIndex(row => new { row.Notifier, row.Sequence }).IsUnique();
        builder.HasIndex(row => row.Notifier).HasFilter("resolved_at IS NULL");
    }
}
