using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;
using Valhalla.Governance.GoLive;

namespace Valhalla.Governance.Operations.FollowUp;

/// <summary>Registers this feature.</summary>
internal static class FollowUpServices
{
    public static void AddFollowUp(this IServiceCollection services)
    {
        services.AddOptions<FollowUpOptions>().BindConfiguration(FollowUpOptions.SectionName).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<FollowUpOptions>, FollowUpOptionsValidator>());
        services.TryAddSingleton<IFollowUpStore, InMemoryFollowUpStore>();
        services.TryAddSingleton<FollowUpPlaces>();
        services.TryAddSingleton<FollowUpMetrics>();
        services.TryAddSingleton<IFollowUpLadder, FollowUpLadder>();
        services.AddPack(new Pack("H", "follow-up ladder", [typeof(IFollowUpLadder)]));
    }
}
