using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Valhalla.Governance.EntityFramework.FollowUp;

internal sealed class FollowUpTaskConfiguration : IEntityTypeConfiguration<FollowUpTaskRow>
{
    public void Configure(EntityTypeBuilder<FollowUpTaskRow> builder)
    {
        builder.ToTable("followup_task", table =>
        {
            table.HasCheckConstraint(
                "ck_followup_task_status", Checks.OneOf("status", "pending", "completed", "cancelled"));
            table.HasCheckConstraint("ck_followup_task_closed", "(status = 'pending') = (closed_at IS NULL)");
            table.HasCheckConstraint("ck_followup_task_claim", "(claim_id IS NULL) = (lease_until IS NULL)");
            table.HasCheckConstraint("ck_followup_task_step", "step BETWEEN 1 AND 6");
        });
        builder.HasKey(row => row.Id);
        builder.Property(row => row.LeadId).HasMaxLength(200);
        builder.Property(row => row.Province).HasMaxLength(2);
        builder.Property(row => row.Market).HasMaxLength(64);
        builder.Property(row => row.Channel).HasMaxLength(16);
        builder.Property(row => row.Status).HasMaxLength(16);
        builder.HasIndex(row => new { row.LadderId, row.Step }).IsUnique();
        builder.HasIndex(row => new { row.DueAt, row.Id }).HasFilter("status = 'pending'");

        // A new ladder has every step pending, so a lead with any pending task cannot get a second one.
        builder.HasIndex(row => new { row.LeadId, row.Step }).IsUnique().HasFilter("status = 'pending'");
        builder.HasIndex(row => row.ClosedAt).HasFilter("status = 'completed'");
    }
}
