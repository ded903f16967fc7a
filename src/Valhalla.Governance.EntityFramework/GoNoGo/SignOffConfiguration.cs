using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Valhalla.Governance.EntityFramework.GoNoGo;

internal sealed class SignOffConfiguration : IEntityTypeConfiguration<SignOffRow>
{
    public void Configure(EntityTypeBuilder<SignOffRow> builder)
    {
        builder.ToTable("sign_off", table =>
        {
            table.HasCheckConstraint("ck_sign_off_hash", "length(evaluation_hash) = 64");
            table.HasCheckConstraint("ck_sign_off_role", Checks.OneOfCapitals<SignOffRole>("role"));
        });
        builder.HasKey(row => row.Id);
        builder.Property(row => row.EvaluationHash).HasMaxLength(64);
        builder.Property(row => row.Role).HasMaxLength(32);
        builder.HasIndex(row => row.EvaluationHash);
    }
}
