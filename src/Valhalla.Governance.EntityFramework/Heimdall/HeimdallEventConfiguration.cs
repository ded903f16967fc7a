using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Valhalla.Governance.EntityFramework.Heimdall;

internal sealed class HeimdallEventConfiguration : IEntityTypeConfiguration<HeimdallEventRow>
{
    public void Configure(EntityTypeBuilder<HeimdallEventRow> builder)
    {
        builder.ToTable("heimdall_event", table =>
            table.HasCheckConstraint("ck_heimdall_event_kind", Checks.OneOf("kind", "promote", "demote")));
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Kind).HasMaxLength(16);
        builder.Property(row => row.Domain).HasMaxLength(64);
        builder.HasIndex(row => new { row.Domain, row.Id });
    }
}
