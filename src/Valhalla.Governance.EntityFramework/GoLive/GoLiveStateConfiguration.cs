using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Valhalla.Governance.EntityFramework.GoLive;

internal sealed class GoLiveStateConfiguration : IEntityTypeConfiguration<GoLiveStateRow>
{
    public void Configure(EntityTypeBuilder<GoLiveStateRow> builder)
    {
        builder.ToTable("go_live_state", table =>
        {
            table.HasCheckConstraint("ck_go_live_state_single", "id = 1");
            table.HasCheckConstraint("ck_go_live_state_counts", "epoch >= 0 AND revision >= 0");
        });
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Epoch).IsConcurrencyToken();
    }
}
