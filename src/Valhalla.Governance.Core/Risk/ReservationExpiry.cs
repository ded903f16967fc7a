using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;
using Valhalla.Governance.Clock;
using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.Idempotency;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Risk;

/// <summary>
/// Gives expired reservations back and deletes old idempotency answers. Every node may run it: both are idempotent.
/// </summary>
internal sealed class ReservationExpiry(
    ILedgerStore store,
    LedgerWriter writer,
    IIdempotencyStore answers,
    IOptions<RiskOptions> options,
    TimeProvider time,
    ClockTrust trust,
    GuardedLogger<ReservationExpiry> logger) : BackgroundService
{
    private const int MaxPerRound = 1_000;
    private static readonly TimeSpan PurgeInterval = TimeSpan.FromHours(1);

    private readonly RetryPause _retry = new(options.Value.ExpiryInterval);
    private readonly RetryPause _purge = new(PurgeInterval);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(options.Value.ExpiryInterval, time);
        var purgedAt = time.GetTimestamp();
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken).ConfigureAwait(false))
            {
                await ExpireAsync(stoppingToken).ConfigureAwait(false);
                if (time.GetElapsedTime(purgedAt) >= PurgeInterval)
                {
                    purgedAt = time.GetTimestamp();
                    await PurgeAsync(stoppingToken).ConfigureAwait(false);
                }
            }
        }
        catch (Exception) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping.
        }
    }

    /// <summary>Gives back what has expired, unless the store's clock may be ahead.</summary>
    internal async ValueTask ExpireAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await trust.ReadAsync(cancellationToken).ConfigureAwait(false) is null)
            {
                return;
            }

            var expired = await store.ListExpiredAsync(MaxPerRound, cancellationToken).ConfigureAwait(false);
            var commands = expired.Select(id => new ExpireCommand(id)).ToList();
            foreach (var command in commands)
            {
                await writer.SubmitAsync(command, cancellationToken).ConfigureAwait(false);
            }

            foreach (var command in commands)
            {
                await command.Completion.ConfigureAwait(false);
            }

            _retry.Succeeded();
            if (commands.Count > 0)
            {
                RiskLog.Expired(logger, commands.Count);
            }
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            // Whatever it is: an exception that leaves a hosted service would end the host.
            _retry.Failed();
            if (_retry.IsToldNow)
            {
                RiskLog.ExpiryFailed(logger, _retry.Shown(exception), _retry.Failures, exception.Message);
            }
        }
    }

    /// <summary>Deletes the answers that are older than they are kept, by the store's clock.</summary>
    internal async ValueTask PurgeAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (await trust.ReadAsync(cancellationToken).ConfigureAwait(false) is not { } now)
            {
                return;
            }

            var before = now - options.Value.IdempotencyRetention;
            int purged;
            do
            {
                purged = await answers.PurgeAsync(before, MaxPerRound, cancellationToken).ConfigureAwait(false);
            }
            while (purged == MaxPerRound);

            _purge.Succeeded();
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            _purge.Failed();
            if (_purge.IsToldNow)
            {
                RiskLog.PurgeFailed(logger, _purge.Shown(exception), _purge.Failures, exception.Message);
            }
        }
    }
}
