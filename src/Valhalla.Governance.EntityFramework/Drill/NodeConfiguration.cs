using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;
using Valhalla.Governance.Drill;

namespace Valhalla.Governance.EntityFramework.Drill;

internal sealed class NodeConfiguration : IEntityTypeConfiguration<NodeRow>
{
    public void Configure(EntityTypeBuilder<NodeRow> builder)
    {
        builder.ToTable("node");
        builder.HasKey(row => row.NodeId);
        builder.Property(row => row.NodeId).HasMaxLength(NodeIdentity.MaxIdLength);
        builder.Property(row => row.Build).HasMaxLength(NodeIdentity.MaxBuildLength);
    }
}
