using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Options;

namespace Valhalla.Governance.Runbook;

/// <summary>Registers this feature.</summary>
internal static class RunbookServices
{
    public static void AddRunbook(this IServiceCollection services)
    {
        services.AddOptions<RunbookOptions>().BindConfiguration(RunbookOptions.SectionName).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<RunbookOptions>, RunbookOptionsValidator>());
        services.TryAddSingleton<RunbookMetrics>();
        services.TryAddSingleton<IRunbook, GoLiveRunbook>();

        // In the order of the source document, which is the order in which they are shown.
        services.TryAddCheck<GoLiveChecklistCheck>();
        services.TryAddCheck<KillSwitchClearCheck>();
        services.TryAddCheck<EnvSanityCheck>();
        services.TryAddCheck<EnforcementExpectedInProdCheck>();
        services.TryAddCheck<RiskPoliciesPresentCheck>();
        services.TryAddCheck<RegressionPoliciesPresentCheck>();
        services.TryAddCheck<HeimdallCharterPresentCheck>();
        services.TryAddCheck<KpiPipelineHealthyCheck>();
        services.TryAddCheck<TripwireEvaluatorRunningCheck>();
        services.TryAddCheck<SchemaVersionCurrentCheck>();
        services.TryAddCheck<StoreVersionSupportedCheck>();
        services.TryAddCheck<TimeZonesResolveCheck>();
        services.TryAddCheck<ClockSuspectCheck>();
        services.TryAddCheck<IntegrityAlarmsClearCheck>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IRequiredTimeZones, LedgerTimeZone>());
    }

    public static void TryAddCheck<
        [DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] T>(
        this IServiceCollection services)
        where T : class, IRunbookCheck =>
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IRunbookCheck, T>());
}
