using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Valhalla.Governance.EntityFramework.Risk;

internal sealed class RiskEventConfiguration : IEntityTypeConfiguration<RiskEventRow>
{
    public void Configure(EntityTypeBuilder<RiskEventRow> builder)
    {
        builder.ToTable("risk_event", table =>
        {
            table.HasCheckConstraint("ck_risk_event_kind", Checks.OneOf<RiskEventKind>("kind"));
            table.HasCheckConstraint("ck_risk_event_sums", "realized_loss >= 0 AND realized_profit >= 0");
        });
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Kind).HasMaxLength(16);
        builder.Property(row => row.Engine).HasMaxLength(64);

        // Engines and kinds are few, so the newest rows of one are near the end of the primary key. What is rare has
        // an index, and only where it is present: every index costs each reservation.
        builder.HasIndex(row => new { row.ReservationId, row.Id }).HasFilter("reservation_id IS NOT NULL");
        builder.HasIndex(row => new { row.CorrelationId, row.Id }).HasFilter("correlation_id IS NOT NULL");
    }
}
