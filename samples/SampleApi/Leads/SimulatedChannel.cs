using Valhalla.Governance;

namespace SampleApi.Leads;

/// <summary>Stands for the outside world: everything arrives.</summary>
public sealed class SimulatedChannel : ILeadChannel
{
    /// <inheritdoc />
    public Task ContactAsync(NewLead lead, ContactChannel channel, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.CompletedTask;
    }

    /// <inheritdoc />
    public Task SendOfferAsync(NewLead lead, Money amount, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return Task.CompletedTask;
    }
}
