using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Valhalla.Governance.EntityFramework.Retention;

internal sealed class RetentionTableConfiguration : IEntityTypeConfiguration<RetentionTableRow>
{
    public void Configure(EntityTypeBuilder<RetentionTableRow> builder)
    {
        builder.ToTable("retention_table", table => table.HasCheckConstraint(
            "ck_retention_table_counts", "deleted_last_run >= 0 AND deleted_total >= deleted_last_run"));
        builder.HasKey(row => row.Name);
        builder.Property(row => row.Name).HasMaxLength(64);
    }
}
