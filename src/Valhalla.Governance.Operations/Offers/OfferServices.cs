using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

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
    }
}
