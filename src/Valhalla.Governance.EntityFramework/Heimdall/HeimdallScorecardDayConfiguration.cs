using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Valhalla.Governance.EntityFramework.Heimdall;

internal sealed class HeimdallScorecardDayConfiguration : IEntityTypeConfiguration<HeimdallScorecardDayRow>
{
    public void Configure(EntityTypeBuilder<HeimdallScorecardDayRow> builder)
    {
        builder.ToTable("heimdall_scorecard_day", table =>
            table.HasCheckConstraint(
                "ck_heimdall_scorecard_day_sums",
                "trials >= 0 AND successes BETWEEN 0 AND trials AND overdue BETWEEN 0 AND trials"
                + " AND confidence_sum >= 0 AND squared_error_sum >= 0 AND bin BETWEEN 0 AND 9"));
        builder.HasKey(row => new { row.Domain, row.Day, row.ModelVersion, row.Bin });
        builder.Property(row => row.Domain).HasMaxLength(64);
    }
}
