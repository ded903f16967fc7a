using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Valhalla.Governance.EntityFramework.Risk;

internal sealed class RiskReservationConfiguration : IEntityTypeConfiguration<RiskReservationRow>
{
    public void Configure(EntityTypeBuilder<RiskReservationRow> builder)
    {
        builder.ToTable("risk_reservation", table =>
        {
            table.HasCheckConstraint(
                "ck_risk_reservation_conserved", "amount = open + settled + released + expired");
            table.HasCheckConstraint(
                "ck_risk_reservation_parts",
                "amount > 0 AND open >= 0 AND settled >= 0 AND released >= 0 AND expired >= 0"
                + " AND realized_loss >= 0 AND realized_profit >= 0");
            table.HasCheckConstraint("ck_risk_reservation_status", Checks.OneOf<ReservationStatus>("status"));
            table.HasCheckConstraint("ck_risk_reservation_open", "(status = 'open') = (open > 0)");
        });
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Engine).HasMaxLength(64);
        builder.Property(row => row.Status).HasMaxLength(16);
        builder.HasIndex(row => new { row.Engine, row.CorrelationId, row.Id })
            .HasFilter("correlation_id IS NOT NULL");

        // What a settlement by correlation id looks for, without walking over all that was settled before.
        builder.HasIndex(row => new { row.Engine, row.CorrelationId, row.Id }, "ix_risk_reservation_unsettled")
            .HasFilter("correlation_id IS NOT NULL AND (open > 0 OR expired > 0)");
        builder.HasIndex(row => row.ExpiresAt).HasFilter("status = 'open' AND expires_at IS NOT NULL");
    }
}
