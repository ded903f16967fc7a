using Valhalla.Governance.Audit;

namespace Valhalla.Governance.Operations.FollowUp;

/// <summary>What follow-ups leave in the audit chain.</summary>
internal static class FollowUpAudit
{
    public const string OptedOutAction = "followup.opted_out";

    /// <summary>An opt-out that has no open task to be kept with.</summary>
    public static AuditEntry OptedOut(string leadId, string actor) =>
        new(OptedOutAction, leadId, new ChangeAuthor(actor), null, null, null);
}
