using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Valhalla.Governance.EntityFramework.Ramp;

internal sealed class InfluenceEventConfiguration : IEntityTypeConfiguration<InfluenceEventRow>
{
    public void Configure(EntityTypeBuilder<InfluenceEventRow> builder)
    {
        builder.ToTable("influence_event", table =>
        {
            table.HasCheckConstraint("ck_influence_event_step", "step >= 0");
            table.HasCheckConstraint("ck_influence_event_bps", "influence_bps >= 0 AND influence_bps <= 10000");
            table.HasCheckConstraint(
                "ck_influence_event_decision", Checks.OneOfCapitals<InfluenceDecision>("decision"));
        });
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Decision).HasMaxLength(8);

        // The newest units of a step, and how many there are, without reading the rows.
        builder.HasIndex(row => new { row.Step, row.Id, row.Decision, row.UnitHash });
    }
}
