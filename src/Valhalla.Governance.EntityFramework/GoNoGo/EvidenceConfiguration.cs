using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Valhalla.Governance.EntityFramework.GoNoGo;

internal sealed class EvidenceConfiguration : IEntityTypeConfiguration<EvidenceRow>
{
    public void Configure(EntityTypeBuilder<EvidenceRow> builder)
    {
        builder.ToTable("go_no_go_evidence", table => table.HasCheckConstraint(
            "ck_go_no_go_evidence_kind", Checks.OneOf<EvidenceKind>("kind")));
        builder.HasKey(row => row.Id);
        builder.Property(row => row.Signal).HasMaxLength(64);
        builder.Property(row => row.Kind).HasMaxLength(16);

        // The newest of a signal is the last entry of its part of this index.
        builder.HasIndex(row => new { row.Signal, row.ObservedAt, row.Id });
    }
}
