using Microsoft.Extensions.Hosting;
using Valhalla.Governance.Control;
using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.EntityFramework.PostgreSql.Partitions;

/// <summary>Makes the partitions of coming days, at start and then each hour. Every node may.</summary>
internal sealed class PartitionKeeper(
    IStoreDialect dialect, StoreReadiness readiness, TimeProvider time, GuardedLogger<PartitionKeeper> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    private readonly RetryPause _retry = new(Interval);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await readiness.WhenReady.WaitAsync(stoppingToken);
            while (true)
            {
                await TryCreateAsync(stoppingToken);
                await Task.Delay(Interval, time, stoppingToken);
            }
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
    }

    private async ValueTask TryCreateAsync(CancellationToken stoppingToken)
    {
        try
        {
            await dialect.Partitions.CreateAheadAsync(stoppingToken);
            _retry.Succeeded();
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            // Whatever it is: an exception that leaves a hosted service would end the host.
            _retry.Failed();
            if (_retry.IsToldNow)
            {
                PartitionLog.Failed(logger, _retry.Shown(exception), _retry.Failures, exception.Message);
            }
        }
    }
}
