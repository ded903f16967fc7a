using System.Globalization;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Valhalla.Governance.Control;
using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.GoLive;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance;

/// <summary>
/// Says once at every start what is governed here: that nothing is enforced should be read in a log before it is found
/// out by a payment.
/// </summary>
internal sealed class StartAnnouncement(
    GovernedEnvironment environment,
    IGoLiveGate gate,
    StoreReadiness readiness,
    ISchemaProbe schema,
    TimeProvider time,
    GuardedLogger<StartAnnouncement> logger) : IHostedLifecycleService
{
    private static readonly TimeSpan ProbeTimeout = TimeSpan.FromSeconds(2);

    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        var store = await DescribeStoreAsync(cancellationToken).ConfigureAwait(false);
        if (gate.Current is not { } current)
        {
            // A gate of the host's own that shows nothing.
            return;
        }

        var why = Why(environment);
        var killSwitch = Describe(current);
        GoLiveLog.Started(
            logger,
            environment.IsUnknown || environment.Overruled is not null ? LogLevel.Warning : LogLevel.Information,
            environment.Name,
            environment.Source,
            environment.IsEnforced ? "ENFORCED" : "NOT enforced",
            why,
            current.Age is null ? "not known yet" : current.State.GoLiveEnabled ? "on" : "off",
            killSwitch,
            environment.IsDatabaseExplicit ? store : store + ", the embedded default: no database is named");
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Why go-live is enforced or not, and what changes it.</summary>
    public static string Why(GovernedEnvironment environment) => environment switch
    {
        { IsEnforcementRequested: false } => $"{GovernedEnvironmentReader.EnforceKey} is 0",
        { IsProduction: true, Overruled: { } other } => $"it is production, although {other}: the stricter one counts",
        { IsProduction: true } => "it is production",
        { IsUnknown: true } =>
            $"nobody says what '{environment.Name}' is: set ENV to production, or to this name if it is not",
        _ => "only production is; set ENV to production to enforce it",
    };

    private static string Describe(GateSnapshot current) => current switch
    {
        { IsLatchedLocally: true } => "engaged in this process, and not in the store yet",
        { Age: null } => "not known yet",
        { State: { KillSwitchEngaged: true } state } => string.Create(
            CultureInfo.InvariantCulture,
            $"engaged by {state.UpdatedBy} at {state.UpdatedAt:u}: {state.Reason ?? GoLiveLog.NoReason}"),
        _ => "clear",
    };

    private async ValueTask<string> DescribeStoreAsync(CancellationToken cancellationToken)
    {
        if (!readiness.IsReady)
        {
            return "not reachable yet";
        }

        try
        {
            var probe = await schema.ProbeAsync(cancellationToken).AsTask()
                .WaitAsync(ProbeTimeout, time, cancellationToken).ConfigureAwait(false);
            return string.Create(CultureInfo.InvariantCulture, $"{probe.Provider}, schema {probe.Installed}");
        }
        catch (Exception exception) when (exception is ValhallaStoreException or TimeoutException)
        {
            return "not answering";
        }
    }
}
