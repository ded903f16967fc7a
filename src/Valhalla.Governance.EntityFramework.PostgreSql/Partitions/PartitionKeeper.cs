using Microsoft.Extensions.Hosting;
using Valhalla.Governance.Control;
using Valhalla.Governance.Diagnostics;

namespace Valhalla.Governance.EntityFramework.PostgreSql.Partitions;

/// <summary>Makes the partitions of coming days, at start and then each hour. Every node may.</summary>
internal sealed class PartitionKeeper(
    IStoreDialect dialect, StoreReadiness readiness, TimeProvider time, GuardedLogger<PartitionKeeper> logger)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

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
        }
        catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
        {
            // Whatever it is: an exception that leaves a hosted service would end the host.
            PartitionLog.Failed(logger, exception);
        }
    }
}
