using Microsoft.Extensions.Hosting;
using Valhalla.Governance.Control;

namespace Valhalla.Governance.GoNoGo;

/// <summary>Writes, once the store is ready, the files that an earlier run could not write.</summary>
internal sealed class DecisionFileWriter(DecisionFiles files, StoreReadiness readiness) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await readiness.WhenReady.WaitAsync(stoppingToken).ConfigureAwait(false);
            await files.WritePendingAsync(stoppingToken).ConfigureAwait(false);
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
    }
}
