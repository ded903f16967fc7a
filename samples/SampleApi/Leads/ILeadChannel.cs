using Valhalla.Governance;

namespace SampleApi.Leads;

/// <summary>What reaches people: a gateway for messages and calls, and for offers.</summary>
public interface ILeadChannel
{
    /// <summary>Sends a message to a lead, or calls.</summary>
    Task ContactAsync(NewLead lead, ContactChannel channel, CancellationToken cancellationToken);

    /// <summary>Sends an offer to a lead.</summary>
    Task SendOfferAsync(NewLead lead, Money amount, CancellationToken cancellationToken);
}
