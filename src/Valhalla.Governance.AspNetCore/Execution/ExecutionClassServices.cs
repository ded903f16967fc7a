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
        services.AddSingleton<ExecutionClassActionFilter>();
        services.AddSingleton<ExecutionClassPageFilter>();
        services.AddSingleton<ExecutionClassHubFilter>();

        // After the host's own, and with the last order: what stands behind these is the action itself.
        services.PostConfigure<MvcOptions>(static options =>
        {
            options.Conventions.Add(new ExecutionClassActionConvention());
            options.Filters.AddService<ExecutionClassActionFilter>(int.MaxValue);
            options.Filters.AddService<ExecutionClassPageFilter>(int.MaxValue);
        });
        services.AddOptions<HubOptions>().PostConfigure<ExecutionClassHubFilter>(
            static (options, filter) => options.AddFilter(filter));
    }
}
