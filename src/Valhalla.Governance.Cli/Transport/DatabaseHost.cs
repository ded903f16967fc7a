using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.TestHost;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Valhalla.Governance.Audit;
using Valhalla.Governance.Cli.Invocation;
using Valhalla.Governance.Control;
using Valhalla.Governance.Kpi;
using Valhalla.Governance.Runbook;

namespace Valhalla.Governance.Cli.Transport;

/// <summary>
/// The library in this process, on the application's database: the same endpoints and rules, no port, and none of the
/// duties of a node that lives on.
/// </summary>
internal static class DatabaseHost
{
    private const string Policy = "operating-system-user";

    // A process that has just started compiles before it stores, and one that ends cannot go on trying: a kill that is
    // only local is no answer here while the store may still take it. Below what a command waits for by default.
    private static readonly TimeSpan KillPatience = TimeSpan.FromSeconds(25);

    // The rest evaluates, expires, exports and retries, which a run that only looks must not do.
    private static readonly Type[] NeededServices =
        [typeof(StoreStartup), typeof(ControlStateMonitor), typeof(KpiWriter), typeof(RefusalRecorder)];

    /// <summary>Builds it; nothing is opened before it starts.</summary>
    public static WebApplication Build(DatabaseSettings settings, Terminal terminal)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = typeof(DatabaseHost).Assembly.GetName().Name,
            ContentRootPath = terminal.Folder,
            EnvironmentName = Environments.Production,
        });
        builder.Configuration.AddConfiguration(settings.Configuration);
        builder.Logging.SetMinimumLevel(LogLevel.Warning).AddProvider(new WarningLog(terminal.Error));
        builder.WebHost.UseTestServer();
        builder.Services.AddSingleton(terminal.Time);
        builder.Services.AddSingleton(new OperatingSystemUser($"cli:{terminal.HostName}/{terminal.UserName}"));
        builder.Services.AddAuthentication(OperatingSystemUserHandler.Scheme)
            .AddScheme<AuthenticationSchemeOptions, OperatingSystemUserHandler>(
                OperatingSystemUserHandler.Scheme, configureOptions: null);
        builder.Services.AddAuthorization(static options =>
            options.AddPolicy(Policy, static policy => policy.RequireAuthenticatedUser()));
        builder.Services.AddValhalla(static valhalla =>
            valhalla.Authorize(static roles => roles.Read(Policy).Operate(Policy).Approve(Policy).Kill(Policy)));
        builder.Services.PostConfigure<GoLiveOptions>(static options => options.KillStoreTimeout =
            options.KillStoreTimeout > KillPatience ? options.KillStoreTimeout : KillPatience);

        // The command line hears the signals itself, and ends what it is doing before its host.
        builder.Services.AddSingleton<IHostLifetime, NoLifetime>();
        KeepNeeded(builder.Services);
        var host = builder.Build();
        host.MapValhalla();
        return host;
    }

    private sealed class NoLifetime : IHostLifetime
    {
        public Task WaitForStartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }

    private static void KeepNeeded(IServiceCollection services)
    {
        var unneeded = services
            .Where(static service => service.ServiceType == typeof(IHostedService)
                && TypeOf(service) is { } type
                && type.Namespace?.StartsWith("Valhalla.", StringComparison.Ordinal) == true
                && !NeededServices.Contains(type))
            .ToArray();
        foreach (var service in unneeded)
        {
            services.Remove(service);
        }

        // Whether a node evaluates is known to that node alone.
        foreach (var check in services.Where(static service => TypeOf(service) == typeof(TripwireEvaluatorRunningCheck))
            .ToArray())
        {
            services.Remove(check);
        }
    }

    /// <summary>What makes the service: a type, an instance, or the type that its factory says it returns.</summary>
    private static Type? TypeOf(ServiceDescriptor service) => service.IsKeyedService
        ? null
        : service.ImplementationType
            ?? service.ImplementationInstance?.GetType()
            ?? service.ImplementationFactory?.GetType().GenericTypeArguments[^1];
}
