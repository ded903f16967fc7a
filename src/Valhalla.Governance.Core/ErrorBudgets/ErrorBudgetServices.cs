using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace Valhalla.Governance.ErrorBudgets;

/// <summary>Registers this feature.</summary>
internal static class ErrorBudgetServices
{
    public static void AddErrorBudgets(this IServiceCollection services)
    {
        services.AddOptions<ErrorBudgetOptions>().BindConfiguration(ErrorBudgetOptions.SectionName).ValidateOnStart();
        services.TryAddEnumerable(
            ServiceDescriptor.Singleton<IValidateOptions<ErrorBudgetOptions>, ErrorBudgetOptionsValidator>());
        services.TryAddSingleton<ErrorBudgetMetrics>();
        services.TryAddSingleton<IErrorBudgetStore, InMemoryErrorBudgetStore>();
        services.TryAddSingleton<IErrorBudgets, ErrorBudgetEngine>();
        services.TryAddSingleton<SloCounterStatus>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IEvidenceProvider, ErrorBudgetEvidence>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHostedService, SloCounter>());
        FeatureHealthCheck.Add<ErrorBudgetsHealthCheck>(services, ErrorBudgetsHealthCheck.Name);
    }
}
