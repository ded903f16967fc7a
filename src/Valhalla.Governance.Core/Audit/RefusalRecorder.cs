using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Valhalla.Governance.Control;
using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Audit;

/// <summary>
/// Takes refusals to the audit chain, behind the callers' backs. Memory and records are bounded whatever comes: the
/// first refusal of a kind and caller is recorded at once, those that follow are counted and summed by the minute, and
/// callers beyond <see cref="MaxCallers"/> are counted together. What the store does not take stays counted until it
/// does.
/// </summary>
internal sealed class RefusalRecorder(
    IAuditStore store, StoreReadiness readiness, TimeProvider time, GuardedLogger<RefusalRecorder> logger)
    : BackgroundService
{
    public const int MaxCallers = 16;
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Pace = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(3);
    private static readonly ChangeAuthor Others = new("(others)");

    private readonly RetryPause _retry = new(Pace);
    private readonly Lock _sync = new();
    private readonly Dictionary<(RefusalKind Kind, string Caller), RefusalTally> _tallies = [];
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(1);

    /// <summary>Counts a refusal; nothing is waited for.</summary>
    /// <param name="kind">Why.</param>
    /// <param name="author">Who was turned away, as far as it is known.</param>
    /// <param name="name">What was asked for: an endpoint or an action.</param>
    public void Note(RefusalKind kind, ChangeAuthor author, string name)
    {
        var caller = author.PersonId ?? $"{author.Name} {author.SourceAddress}";
        var now = time.GetUtcNow();
        lock (_sync)
        {
            if (!_tallies.TryGetValue((kind, caller), out var tally))
            {
                if (_tallies.Count >= MaxCallers)
                {
                    (caller, author) = (Others.Name, Others);
                }

                if (!_tallies.TryGetValue((kind, caller), out tally))
                {
                    _tallies[(kind, caller)] = tally = new RefusalTally(kind, author, now);
                }
            }

            tally.Add(name, now);
        }

        _signal.Writer.TryWrite(true);
    }

    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken).ConfigureAwait(false);
        if (!readiness.IsReady)
        {
            return;
        }

        try
        {
            using var limit = new CancellationTokenSource(LastWords, time);
            using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, cancellationToken);
            await WriteAsync(isLast: true, linked.Token).AsTask().WaitAsync(linked.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            AuditLog.RefusalsNotRecorded(logger, exception, failures: 1, exception.Message);
        }
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await readiness.WhenReady.WaitAsync(stoppingToken).ConfigureAwait(false);
            var pause = Pace;
            while (true)
            {
                await _signal.Reader.ReadAsync(stoppingToken).ConfigureAwait(false);
                do
                {
                    pause = await TryWriteAsync(stoppingToken).ConfigureAwait(false)
                        ? Pace
                        : pause * 2 < LongestPause ? pause * 2 : LongestPause;
                    await Task.Delay(pause, time, stoppingToken).ConfigureAwait(false);
                }
                while (!IsEmpty());
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host is stopping; what is left is written there.
        }
    }

    private async ValueTask<bool> TryWriteAsync(CancellationToken cancellationToken)
    {
        try
        {
            await WriteAsync(isLast: false, cancellationToken).ConfigureAwait(false);
            _retry.Succeeded();
            return true;
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            _retry.Failed();
            if (_retry.IsToldNow)
            {
                AuditLog.RefusalsNotRecorded(logger, _retry.Shown(exception), _retry.Failures, exception.Message);
            }

            return false;
        }
    }

    private async ValueTask WriteAsync(bool isLast, CancellationToken cancellationToken)
    {
        foreach (var (tally, entry, count) in Due(isLast))
        {
            await store.AppendAsync(entry, cancellationToken).ConfigureAwait(false);
            lock (_sync)
            {
                tally.Written(count, time.GetUtcNow());
            }
        }
    }

    private List<(RefusalTally Tally, AuditEntry Entry, long Count)> Due(bool isLast)
    {
        var now = time.GetUtcNow();
        var due = new List<(RefusalTally, AuditEntry, long)>();
        lock (_sync)
        {
            foreach (var (key, tally) in _tallies)
            {
                if (tally.IsDue(now, Window) || (isLast && tally.Waiting > 0))
                {
                    var (entry, count) = tally.ToEntry();
                    due.Add((tally, entry, count));
                }
                else if (tally.IsIdle(now, Window))
                {
                    _tallies.Remove(key);
                }
            }
        }

        return due;
    }

    private bool IsEmpty()
    {
        lock (_sync)
        {
            return _tallies.Count == 0;
        }
    }
}
