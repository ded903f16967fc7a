using Valhalla.Governance.Operations.MarketPolicies;

namespace Valhalla.Governance.Operations.FollowUp;

/// <summary>What counts where a lead is: its windows, and whether and how people are contacted at all.</summary>
internal sealed record FollowUpPlace(ContactCalendar Calendar, MarketPolicy Policy)
{
    public bool Allows(ContactChannel channel) => Policy.Enabled && Policy.Channels.Contains(channel);
}
