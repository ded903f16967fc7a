using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Valhalla.Governance.EntityFramework;

internal sealed class SchemaInfoConfiguration : IEntityTypeConfiguration<SchemaInfoRow>
{
    public void Configure(EntityTypeBuilder<SchemaInfoRow> builder)
    {
        builder.ToTable("schema_info", table => table.HasCheckConstraint("ck_schema_info_single", "id = 1"));
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
    }
}
