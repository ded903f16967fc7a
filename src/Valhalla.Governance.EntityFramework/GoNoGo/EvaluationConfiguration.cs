using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Valhalla.Governance.EntityFramework.GoNoGo;

internal sealed class EvaluationConfiguration : IEntityTypeConfiguration<EvaluationRow>
{
    public void Configure(EntityTypeBuilder<EvaluationRow> builder)
    {
        builder.ToTable("go_no_go_evaluation", table =>
        {
            table.HasCheckConstraint("ck_go_no_go_evaluation_hash", "length(hash) = 64");
            table.HasCheckConstraint(
                "ck_go_no_go_evaluation_outcome", Checks.OneOfCapitals<GoNoGoOutcome>("outcome"));
        });
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Hash).HasMaxLength(64);
        builder.Property(row => row.Outcome).HasMaxLength(16);
        builder.HasIndex(row => new { row.Hash, row.Id });
    }
}
