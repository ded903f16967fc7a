using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Valhalla.Governance.Kpi;

namespace Valhalla.Governance.Regression;

/// <summary>Registers this feature.</summary>
internal static class RegressionServices
{
    public static void AddRegression(this IServiceCollection services)
    {
        services.AddOptions<RegressionOptions>().BindConfiguration(RegressionOptions.SectionName).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<RegressionOptions>, RegressionOptionsValidator>());
        services.TryAddSingleton<RegressionMetrics>();
        services.TryAddSingleton<KpiTrust>();
        services.TryAddSingleton<FiringNotices>();
        services.TryAddSingleton<SeriesReader>();
        services.TryAddSingleton<SeriesTails>();
        services.TryAddSingleton<EvaluatorLeaseKeeper>();
        services.TryAddSingleton<SeriesEvaluation>();
        services.TryAddSingleton<IRegressionTripwire, RegressionTripwire>();
        services.TryAddSingleton<TripwireEvaluatorStatus>();
        services.TryAddSingleton<DirtySeries>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IKpiCommitListener, DirtySeries>(
            provider => provider.GetRequiredService<DirtySeries>()));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, TripwireEvaluator>());
        FeatureHealthCheck.Add<TripwireEvaluatorHealthCheck>(services, TripwireEvaluatorHealthCheck.Name);
    }
}
