using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Valhalla.Governance;

namespace Snippets;

internal static class RunbookSnippets
{
    public static void Add(IServiceCollection services)
    {
        #region runbook-check
        services.AddValhalla(valhalla => valhalla.AddRunbookCheck(
            "on_call_staffed",
            CheckSeverity.Blocker,
            async (provider, cancellationToken) =>
            {
                var roster = provider.GetRequiredService<IRoster>();
                var name = await roster.FindOnCallAsync(cancellationToken);
                return new RunbookCheckOutcome(name is not null, "Somebody is on call");
            }));
        #endregion

        #region runbook-health-check
        services.AddValhalla(valhalla =>
            valhalla.AddRunbookHealthCheck<MailServerCheck>("mail_server", CheckSeverity.Warning));
        #endregion
    }
}

internal interface IRoster
{
    ValueTask<string?> FindOnCallAsync(CancellationToken cancellationToken);
}

internal sealed class MailServerCheck : IHealthCheck
{
    public Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(HealthCheckResult.Healthy());
}
