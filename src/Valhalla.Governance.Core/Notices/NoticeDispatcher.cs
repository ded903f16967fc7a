using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Valhalla.Governance.Audit;
using Valhalla.Governance.Control;
using Valhalla.Governance.Diagnostics;

namespace Valhalla.Governance.Notices;

/// <summary>Runs one loop for each notifier, and wakes them when control state changes.</summary>
internal sealed class NoticeDispatcher(
    NoticeNotifiers notifiers,
    IAuditStore audit,
    INoticeStore store,
    NoticeDelivery delivery,
    NoticeMetrics metrics,
    ControlState control,
    StoreReadiness readiness,
    IOptions<NoticeOptions> options,
    TimeProvider time,
    GuardedLogger<NoticeDispatcher> logger) : BackgroundService
{
    private readonly string _owner = Guid.CreateVersion7(time.GetUtcNow()).ToString("N");

    public NoticeLoop CreateLoop(IGovernanceNotifier notifier) =>
        new(notifier, _owner, audit, store, delivery, metrics, options.Value, time, logger);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (notifiers.All.Count == 0)
        {
            return;
        }

        var loops = notifiers.All.Select(CreateLoop).ToList();
        control.Changed += Ring;
        try
        {
            await readiness.WhenReady.WaitAsync(stoppingToken).ConfigureAwait(false);
            await Task.WhenAll(loops.Select(loop => loop.RunAsync(stoppingToken))).ConfigureAwait(false);
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping; what was not sent is sent by the next one.
        }
        finally
        {
            control.Changed -= Ring;
        }

        void Ring(ControlSnapshot snapshot) => loops.ForEach(static loop => loop.Ring());
    }
}
