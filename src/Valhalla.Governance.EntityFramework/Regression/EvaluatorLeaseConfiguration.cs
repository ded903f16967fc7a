using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Valhalla.Governance.Drill;

namespace Valhalla.Governance.EntityFramework.Regression;

internal sealed class EvaluatorLeaseConfiguration : IEntityTypeConfiguration<EvaluatorLeaseRow>
{
    public void Configure(EntityTypeBuilder<EvaluatorLeaseRow> builder)
    {
        builder.ToTable("evaluator_lease", table =>
        {
            table.HasCheckConstraint("ck_evaluator_lease_single", "id = 1");
            table.HasCheckConstraint("ck_evaluator_lease_token", "token >= 1");
        });
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Id).ValueGeneratedNever();
        builder.Property(row => row.Holder).HasMaxLength(NodeIdentity.MaxIdLength);
        builder.Property(row => row.Token).IsConcurrencyToken();
    }
}
