using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Valhalla.Governance.Clock;
using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.Risk;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Control;

/// <summary>
/// Initialises the store before anything else starts, then reads control state for the first time. A wrong schema
/// stops the host. An unreachable store does not: the host runs with its gate closed, and the attempt is repeated.
/// </summary>
internal sealed class StoreStartup(
    IStoreInitializer initializer,
    ControlState control,
    RiskPolicySeeding policies,
    StoreReadiness readiness,
    IOptions<GoLiveOptions> options,
    TimeProvider time,
    IStoreClock clock,
    StoreClockWatch watch,
    GuardedLogger<StoreStartup> logger) : BackgroundService, IHostedLifecycleService
{
    private readonly RetryPause _retry = new(options.Value.PollInterval);

    public async Task StartingAsync(CancellationToken cancellationToken) =>
        await TryInitializeAsync(cancellationToken).ConfigureAwait(false);

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (!readiness.IsReady)
            {
                await Task.Delay(_retry.Pause, time, stoppingToken).ConfigureAwait(false);
                await TryInitializeAsync(stoppingToken).ConfigureAwait(false);
            }
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
    }

    private async ValueTask TryInitializeAsync(CancellationToken cancellationToken)
    {
        try
        {
            await initializer.InitializeAsync(cancellationToken).ConfigureAwait(false);
            watch.Observe(await clock.ReadAsync(cancellationToken).ConfigureAwait(false));
            await control.RefreshAsync(cancellationToken).ConfigureAwait(false);
            await policies.RunAsync(cancellationToken).ConfigureAwait(false);
            readiness.SetReady();
        }
        catch (ValhallaStoreException exception) when (exception.Failure != StoreFailure.SchemaMismatch)
        {
            _retry.Failed();
            if (_retry.IsToldNow)
            {
                ControlLog.StoreUnreachableAtStart(
                    logger, _retry.Shown(exception), exception.Failure, _retry.Failures, exception.Message);
            }
        }
    }
}
