using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Valhalla.Governance.GoLive;

namespace Valhalla.Governance.Operations.Offers;

/// <summary>Registers this feature.</summary>
internal static class OfferServices
{
    public static void AddOffers(this IServiceCollection services)
    {
        services.TryAddSingleton<IOfferStore, InMemoryOfferStore>();
        services.TryAddSingleton<OfferMetrics>();
        services.TryAddSingleton<OfferReservations>();
        services.TryAddSingleton<IOfferStrategy, OfferStrategy>();
        services.AddPack(new Pack("J", "offers", [typeof(IOfferStrategy)]));
    }
}
