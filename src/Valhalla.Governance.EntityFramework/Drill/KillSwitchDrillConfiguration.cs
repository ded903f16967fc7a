using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Valhalla.Governance.Drill;

namespace Valhalla.Governance.EntityFramework.Drill;

internal sealed class KillSwitchDrillConfiguration : IEntityTypeConfiguration<KillSwitchDrillRow>
{
    public void Configure(EntityTypeBuilder<KillSwitchDrillRow> builder)
    {
        builder.ToTable("kill_switch_drill", table =>
        {
            table.HasCheckConstraint(
                "ck_kill_switch_drill_status", Checks.OneOfCapitals<KillSwitchDrillStatus>("status"));
            table.HasCheckConstraint(
                "ck_kill_switch_drill_finished", "(status = 'RUNNING') = (finished_at IS NULL)");
            table.HasCheckConstraint(
                "ck_kill_switch_drill_nodes", "nodes_denied >= 0 AND nodes_denied <= nodes_expected");
        });
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Build).HasMaxLength(NodeIdentity.MaxBuildLength);
        builder.Property(row => row.Coordinator).HasMaxLength(NodeIdentity.MaxIdLength);
        builder.Property(row => row.Status).HasMaxLength(16);

        // One at a time: it is part of control state.
        builder.HasIndex(row => row.Status).IsUnique().HasFilter("status = 'RUNNING'");
        builder.HasIndex(row => new { row.Build, row.FinishedAt });
        builder.HasIndex(row => row.StartedAt);
    }
}
