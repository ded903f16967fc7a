using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Valhalla.Governance.Audit;
using Valhalla.Governance.Control;
using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.GoLive;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance;

/// <summary>
/// Says loudly, and to the audit, when a production environment starts with enforcement switched off.
/// </summary>
internal sealed class EnforcementNotice(
    GovernedEnvironment environment,
    IAuditStore audit,
    StoreReadiness readiness,
    IOptions<GoLiveOptions> options,
    TimeProvider time,
    GuardedLogger<EnforcementNotice> logger) : BackgroundService
{
    public const string AuditAction = "go_live.enforcement_off";

    private readonly RetryPause _retry = new(options.Value.PollInterval);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (environment is { IsProduction: false, IsUnknown: false } || environment.IsEnforced)
        {
            return;
        }

        GoLiveLog.EnforcementOff(logger);
        try
        {
            await readiness.WhenReady.WaitAsync(stoppingToken).ConfigureAwait(false);
            while (!await TryAppendAsync(stoppingToken).ConfigureAwait(false))
            {
                await Task.Delay(_retry.Pause, time, stoppingToken).ConfigureAwait(false);
            }
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
    }

    private async ValueTask<bool> TryAppendAsync(CancellationToken stoppingToken)
    {
        try
        {
            var entry = new AuditEntry(
                AuditAction,
                environment.Name,
                ChangeAuthor.System,
                $"{GovernedEnvironmentReader.EnforceKey}=0 at the start of the process",
                FromJson: null,
                ToJson: null);
            await audit.AppendAsync(entry, stoppingToken).ConfigureAwait(false);
            return true;
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            _retry.Failed();
            if (_retry.IsToldNow)
            {
                GoLiveLog.EnforcementOffNotAudited(
                    logger, _retry.Shown(exception), _retry.Failures, exception.Message);
            }

            return false;
        }
    }
}
