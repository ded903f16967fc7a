using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Valhalla.Governance.EntityFramework.Ramp;

internal sealed class InfluenceStateConfiguration : IEntityTypeConfiguration<InfluenceStateRow>
{
    public void Configure(EntityTypeBuilder<InfluenceStateRow> builder)
    {
        builder.ToTable("influence_state", table =>
        {
            table.HasCheckConstraint("ck_influence_state_single", "id = 1");
            table.HasCheckConstraint("ck_influence_state_bps", "influence_bps >= 0 AND influence_bps <= 10000");
            table.HasCheckConstraint("ck_influence_state_counts", "step >= 0 AND version >= 1");
        });
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.RollbackTrigger).HasMaxLength(64);
        builder.Property(row => row.Version).IsConcurrencyToken();
    }
}
