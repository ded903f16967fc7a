using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.SignalR;
using Microsoft.Extensions.DependencyInjection;

namespace Valhalla.Governance.AspNetCore.Execution;

/// <summary>Registers what asks the gate inside MVC, Razor Pages and SignalR, where the host has them.</summary>
internal static class ExecutionClassServices
{
    public static void AddExecutionClasses(this IServiceCollection services)
    {
        services.AddSingleton<EndpointClasses>();
        services.AddSingleton<ExecutionClassHubFilter>();

        // After the host's own, and with the last order: what stands behind these is the action itself. A host without
        // MVC never makes them.
        services.AddOptions<MvcOptions>().PostConfigure<IGoLiveGate, EndpointClasses>(static (options, gate, classes) =>
        {
            options.Conventions.Add(new ExecutionClassActionConvention());
            options.Filters.Add(new ExecutionClassActionFilter(gate, classes));
            options.Filters.Add(new ExecutionClassPageFilter(gate, classes));
        });
        services.AddOptions<HubOptions>().PostConfigure<ExecutionClassHubFilter>(
            static (options, filter) => options.AddFilter(filter));
    }
}
