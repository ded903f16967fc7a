using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Valhalla.Governance.Drill;

namespace Valhalla.Governance.EntityFramework.Drill;

internal sealed class KillSwitchDrillNodeConfiguration : IEntityTypeConfiguration<KillSwitchDrillNodeRow>
{
    public void Configure(EntityTypeBuilder<KillSwitchDrillNodeRow> builder)
    {
        builder.ToTable("kill_switch_drill_node", table => table.HasCheckConstraint(
            "ck_kill_switch_drill_node_problem", "denied = (problem IS NULL)"));
        builder.HasKey(row => new { row.DrillId, row.NodeId });
        builder.Property(row => row.NodeId).HasMaxLength(NodeIdentity.MaxIdLength);
        builder.Property(row => row.Build).HasMaxLength(NodeIdentity.MaxBuildLength);
    }
}
