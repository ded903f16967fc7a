using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Valhalla.Governance.Audit;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Notices;

/// <summary>
/// Follows the audit chain for one notifier: one notice after the other, each before the place in the chain moves on.
/// </summary>
internal sealed class NoticeLoop(
    IGovernanceNotifier notifier,
    string owner,
    IAuditStore audit,
    INoticeStore store,
    NoticeDelivery delivery,
    NoticeMetrics metrics,
    NoticeOptions options,
    TimeProvider time,
    ILogger logger)
{
    private const int PageSize = 200;

    private readonly Channel<bool> _bell = Channel.CreateBounded<bool>(
        new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    private readonly RetryPause _retry = new(options.PollInterval);
    private NoticeLease? _lease;

    /// <summary>Says that the chain may have grown.</summary>
    public void Ring() => _bell.Writer.TryWrite(true);

    public async Task RunAsync(CancellationToken stoppingToken)
    {
        try
        {
            while (true)
            {
                try
                {
                    await RunRoundAsync(stoppingToken).ConfigureAwait(false);
                    _retry.Succeeded();
                    await WaitAsync(stoppingToken).ConfigureAwait(false);
                }
                catch (Exception exception) when (!stoppingToken.IsCancellationRequested)
                {
                    _retry.Failed();
                    if (_retry.IsToldNow)
                    {
                        NoticeLog.RoundFailed(
                            logger, _retry.Shown(exception), notifier.Name, _retry.Failures, exception.Message);
                    }

                    await Task.Delay(_retry.AtLeast(options.PollInterval), time, stoppingToken).ConfigureAwait(false);
                }
            }
        }
        finally
        {
            await ReleaseAsync().ConfigureAwait(false);
        }
    }

    /// <summary>Sends everything that is due, if it is this node's turn.</summary>
    public async ValueTask RunRoundAsync(CancellationToken cancellationToken)
    {
        var held = _lease;
        _lease = await store.TryTakeAsync(notifier.Name, owner, options.LeaseDuration, cancellationToken)
            .ConfigureAwait(false);
        if (_lease is not null && held?.Fencing != _lease.Fencing)
        {
            NoticeLog.Took(logger, notifier.Name, _lease.LastSequence + 1);
        }

        while (_lease is { } lease)
        {
            var page = await audit.ReadAsync(lease.LastSequence, PageSize, cancellationToken).ConfigureAwait(false);
            if (page.Count == 0)
            {
                return;
            }

            _lease = await SendAsync(lease, page, cancellationToken).ConfigureAwait(false);
            if (_lease is null)
            {
                NoticeLog.LeaseLost(logger, notifier.Name);
            }
        }
    }

    private async ValueTask<NoticeLease?> SendAsync(
        NoticeLease lease, IReadOnlyList<AuditRecord> page, CancellationToken cancellationToken)
    {
        foreach (var record in page)
        {
            if (NoticeRules.TryRead(record) is not { } notice
                || (notifier is WebhookNotifier webhook && !webhook.Wants(notice.Kind)))
            {
                continue;
            }

            if (await DeliverAsync(lease, notice, cancellationToken).ConfigureAwait(false) is not { } outcome)
            {
                return null;
            }

            var advanced = await store.TryAdvanceAsync(
                lease, record.Sequence, ToDeadLetter(notice, outcome), options.LeaseDuration, cancellationToken)
                .ConfigureAwait(false);
            if (advanced is null)
            {
                return null;
            }

            lease = advanced;
        }

        var last = page[^1].Sequence;
        return lease.LastSequence == last
            ? lease
            : await store.TryAdvanceAsync(lease, last, null, options.LeaseDuration, cancellationToken)
                .ConfigureAwait(false);
    }

    /// <summary>Delivers a notice while the lease is kept.</summary>
    /// <returns>Null when the lease was lost.</returns>
    private async ValueTask<NoticeOutcome?> DeliverAsync(
        NoticeLease lease, GovernanceNotice notice, CancellationToken cancellationToken)
    {
        using var lost = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var keeping = KeepAsync(lease, lost);
        try
        {
            return await delivery.SendAsync(notifier, notice, lost.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
        finally
        {
            await lost.CancelAsync().ConfigureAwait(false);
            await keeping.ConfigureAwait(false);
        }
    }

    private async Task KeepAsync(NoticeLease lease, CancellationTokenSource lost)
    {
        var retry = new RetryPause(options.LeaseDuration / 3);
        try
        {
            while (true)
            {
                await Task.Delay(options.LeaseDuration / 3, time, lost.Token).ConfigureAwait(false);
                try
                {
                    var kept = await store.TryTakeAsync(
                        notifier.Name, owner, options.LeaseDuration, lost.Token).ConfigureAwait(false);
                    retry.Succeeded();
                    if (kept?.Fencing != lease.Fencing)
                    {
                        await lost.CancelAsync().ConfigureAwait(false);
                    }
                }
                catch (ValhallaStoreException exception)
                {
                    // What is under way may still be received; only moving on needs the store.
                    retry.Failed();
                    if (retry.IsToldNow)
                    {
                        NoticeLog.KeepFailed(
                            logger, retry.Shown(exception), notifier.Name, retry.Failures, exception.Message);
                    }
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The delivery has ended.
        }
    }

    private NewDeadLetter? ToDeadLetter(GovernanceNotice notice, NoticeOutcome outcome)
    {
        if (outcome.Error is not { } error)
        {
            return null;
        }

        metrics.GivenUp(notifier.Name);
        NoticeLog.GivenUp(logger, notice.Id, notifier.Name, outcome.Attempts, error);
        return new NewDeadLetter(
            System.Text.Encoding.UTF8.GetString(NoticeJson.Write(notice)), outcome.Attempts, error);
    }

    private async ValueTask WaitAsync(CancellationToken cancellationToken)
    {
        using var poll = new CancellationTokenSource(options.PollInterval, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(poll.Token, cancellationToken);
        try
        {
            await _bell.Reader.ReadAsync(linked.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            // The poll interval has passed: time to look.
        }
    }

    private async ValueTask ReleaseAsync()
    {
        if (_lease is not { } lease)
        {
            return;
        }

        try
        {
            // So that another node need not wait for the lease to run out; bounded by the store's own time limits.
            await store.ReleaseAsync(lease, CancellationToken.None).ConfigureAwait(false);
        }
        catch (ValhallaStoreException)
        {
            // Then it runs out.
        }
    }
}
