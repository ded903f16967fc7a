using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Notices;

/// <summary>Registers this feature.</summary>
internal static class NoticeServices
{
    public static void AddNotices(this IServiceCollection services)
    {
        services.AddOptions<NoticeOptions>().BindConfiguration(NoticeOptions.SectionName).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<NoticeOptions>, NoticeOptionsValidator>());
        services.TryAddSingleton<INoticeStore, InMemoryNoticeStore>();
        services.TryAddSingleton<NoticeMetrics>();
        services.TryAddSingleton(static _ => new WebhookClient());
        services.TryAddSingleton<NoticeNotifiers>();
        services.TryAddSingleton<NoticeDelivery>();
        services.TryAddSingleton<IGovernanceNotices, NoticeDesk>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, NoticeDispatcher>());
        FeatureHealthCheck.Add<NoticesHealthCheck>(services, NoticesHealthCheck.Name);
    }
}
