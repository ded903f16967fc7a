using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Valhalla.Governance.EntityFramework.Integrity;

internal sealed class IntegrityAlarmConfiguration : IEntityTypeConfiguration<IntegrityAlarmRow>
{
    // Kinds are not constrained: a newer build may raise one that this schema does not know.
    public void Configure(EntityTypeBuilder<IntegrityAlarmRow> builder)
    {
        builder.ToTable("integrity_alarm");
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Kind).HasMaxLength(32);
    }
}
