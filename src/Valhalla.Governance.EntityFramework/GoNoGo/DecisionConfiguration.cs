using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Valhalla.Governance.EntityFramework.GoNoGo;

internal sealed class DecisionConfiguration : IEntityTypeConfiguration<DecisionRow>
{
    public void Configure(EntityTypeBuilder<DecisionRow> builder)
    {
        builder.ToTable("go_no_go_decision", table =>
        {
            table.HasCheckConstraint("ck_go_no_go_decision_id", "id >= 1");
            table.HasCheckConstraint("ck_go_no_go_decision_hash", "length(hash) = 64");
            table.HasCheckConstraint(
                "ck_go_no_go_decision_decision", Checks.OneOfCapitals<GoNoGoOutcome>("decision"));
            table.HasCheckConstraint(
                "ck_go_no_go_decision_expiry",
                "(decision = 'GO' AND expires_at IS NOT NULL) OR (decision = 'NO_GO' AND expires_at IS NULL)");
        });
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Decision).HasMaxLength(16);
        builder.Property(row => row.Outcome).HasMaxLength(16);
        builder.Property(row => row.Hash).HasMaxLength(64);
        builder.HasIndex(row => new { row.Hash, row.Id });
    }
}
