using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Valhalla.Governance.Control;
using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Audit;

/// <summary>Exports checkpoints at start and then on an interval, where a file and a key are configured.</summary>
internal sealed class CheckpointExporter(
    IAuditTrail trail,
    AuditCheckpoints checkpoints,
    StoreReadiness readiness,
    IOptions<AuditOptions> options,
    TimeProvider time,
    GuardedLogger<CheckpointExporter> logger) : BackgroundService
{
    private readonly RetryPause _retry = new(options.Value.CheckpointInterval);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (!checkpoints.CanExport)
        {
            return;
        }

        using var timer = new PeriodicTimer(options.Value.CheckpointInterval, time);
        try
        {
            await readiness.WhenReady.WaitAsync(stoppingToken).ConfigureAwait(false);
            do
            {
                await ExportAsync(stoppingToken).ConfigureAwait(false);
            }
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false));
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
    }

    private async ValueTask ExportAsync(CancellationToken stoppingToken)
    {
        try
        {
            var result = await trail.ExportCheckpointAsync(stoppingToken).ConfigureAwait(false);
            _retry.Succeeded();
            if (result.Status == AuditExportStatus.Exported)
            {
                AuditLog.Exported(logger, result.Checkpoint!.Sequence);
            }
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            // Whatever it is: an exception that leaves a hosted service would end the host.
            _retry.Failed();
            if (_retry.IsToldNow)
            {
                AuditLog.ExportFailed(logger, _retry.Shown(exception), _retry.Failures, exception.Message);
            }
        }
    }
}
