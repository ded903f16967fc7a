using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Valhalla.Governance;
using Valhalla.Governance.Audit;
using Valhalla.Governance.Clock;
using Valhalla.Governance.Control;
using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.Drill;
using Valhalla.Governance.ErrorBudgets;
using Valhalla.Governance.GoLive;
using Valhalla.Governance.GoNoGo;
using Valhalla.Governance.Heimdall;
using Valhalla.Governance.Integrity;
using Valhalla.Governance.Kpi;
using Valhalla.Governance.Notices;
using Valhalla.Governance.Ramp;
using Valhalla.Governance.Regression;
using Valhalla.Governance.Retention;
using Valhalla.Governance.Risk;
using Valhalla.Governance.Runbook;
using Valhalla.Governance.Storage;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds the levers of Valhalla.Governance to a service collection.</summary>
public static class ValhallaCoreServiceCollectionExtensions
{
    /// <summary>
    /// Adds every lever over an in-memory store, for hosts that pick their own parts. Repeatable; services that the
    /// host registered before win.
    /// </summary>
    /// <remarks>
    /// Without a configuration among the services every setting has its default; without logging nothing is logged.
    /// </remarks>
    /// <param name="services">The services.</param>
    /// <returns>The builder, for a store and further settings.</returns>
    public static ValhallaBuilder AddValhallaCore(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.AddWhatHostsBring();
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton(provider => new ValhallaMeter(provider.GetService<IMeterFactory>()));
        services.TryAddSingleton(typeof(GuardedLogger<>));
        services.AddControl();
        services.AddClock();
        services.AddGovernedEnvironment();
        services.AddInMemoryStorage();
        services.AddGoLive();
        services.AddRisk();
        services.AddHeimdall();
        services.AddKpi();
        services.AddRegression();
        services.AddRamp();
        services.AddRunbook();
        services.AddGoNoGo();
        services.AddErrorBudgets();
        services.AddDrill();
        services.AddAudit();
        services.AddIntegrity();
        services.AddNotices();
        services.AddRetention();
        return new ValhallaBuilder(services);
    }
}
