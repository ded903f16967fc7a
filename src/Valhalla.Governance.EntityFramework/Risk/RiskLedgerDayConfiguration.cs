using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Valhalla.Governance.EntityFramework.Risk;

internal sealed class RiskLedgerDayConfiguration : IEntityTypeConfiguration<RiskLedgerDayRow>
{
    public void Configure(EntityTypeBuilder<RiskLedgerDayRow> builder)
    {
        builder.ToTable("risk_ledger_day", table =>
        {
            table.HasCheckConstraint(
                "ck_risk_ledger_day_sums",
                "exposure_used >= 0 AND open_risk_reserved >= 0 AND realized_loss >= 0 AND realized_profit >= 0");
            table.HasCheckConstraint("ck_risk_ledger_day_counts", "reservations >= 0 AND denials >= 0");
        });
        builder.HasKey(row => new { row.Day, row.Engine });
        builder.Property(row => row.Engine).HasMaxLength(64);
    }
}
