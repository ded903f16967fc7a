using Microsoft.Extensions.Options;
using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.Drill;

namespace Valhalla.Governance.Regression;

/// <summary>Keeps this node's lease alive while it evaluates. For one evaluator; not thread-safe.</summary>
internal sealed class EvaluatorLeaseKeeper(
    IEvaluatorLeaseStore store,
    NodeIdentity node,
    IOptions<RegressionOptions> options,
    RegressionMetrics metrics,
    TimeProvider time,
    GuardedLogger<EvaluatorLeaseKeeper> logger)
{
    /// <summary>A lease is renewed when a third of it has passed, and asked for as often by who waits for it.</summary>
    private const int AsksPerLease = 3;

    private static readonly TimeSpan ReleaseTimeout = TimeSpan.FromSeconds(2);

    private LeaseReading _lease;
    private long? _askedAt;

    /// <summary>Which node holds the lease, as far as is known.</summary>
    public string? Holder => _lease.Lease?.Holder;

    /// <summary>When the store is to be asked again.</summary>
    public TimeSpan UntilDue
    {
        get
        {
            if (_askedAt is not { } at)
            {
                return TimeSpan.Zero;
            }

            var left = (options.Value.LeaseDuration / AsksPerLease) - time.GetElapsedTime(at);
            return left > TimeSpan.Zero ? left : TimeSpan.Zero;
        }
    }

    /// <summary>The right to evaluate; null while another node has it. Asks the store when it is due.</summary>
    /// <exception cref="ValhallaStoreException">The store could not answer.</exception>
    public async ValueTask<EvaluationRight?> HoldAsync(CancellationToken cancellationToken)
    {
        if (UntilDue == TimeSpan.Zero)
        {
            var (had, askedAt) = (_lease, time.GetTimestamp());
            _lease = await store.HoldAsync(node.Id, options.Value.LeaseDuration, cancellationToken)
                .ConfigureAwait(false);
            _askedAt = askedAt;
            Tell(had);
        }

        return _lease.IsHeldBy(node.Id) ? new EvaluationRight(_lease.Token, _lease.Lease!.ExpiresAt) : null;
    }

    /// <summary>Asks the store at the next opportunity: what is known has turned out to be wrong.</summary>
    public void AskAgain()
    {
        metrics.Refused();
        _askedAt = null;
    }

    /// <summary>Lets another node take over at once. If the store does not answer, the lease ends by itself.</summary>
    public async ValueTask ReleaseAsync()
    {
        if (!_lease.IsHeldBy(node.Id))
        {
            return;
        }

        metrics.Holds(false);
        using var limit = new CancellationTokenSource(ReleaseTimeout, time);
        try
        {
            await store.ReleaseAsync(node.Id, _lease.Token, limit.Token).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            RegressionLog.LeaseNotReleased(logger, exception);
        }

        (_lease, _askedAt) = (default, null);
    }

    private void Tell(in LeaseReading had)
    {
        var holds = _lease.IsHeldBy(node.Id);
        metrics.Holds(holds);
        if (holds && (!had.IsHeldBy(node.Id) || had.Token != _lease.Token))
        {
            RegressionLog.Evaluating(logger, _lease.Token);
        }
        else if (!holds && !string.Equals(had.Lease?.Holder, Holder, StringComparison.Ordinal))
        {
            RegressionLog.StandingBy(logger, Holder ?? "another node");
        }
    }
}
