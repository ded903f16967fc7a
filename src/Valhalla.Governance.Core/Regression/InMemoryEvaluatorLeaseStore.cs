using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Regression;

/// <summary>The lease in memory: for the several evaluators of one process, as tests have them.</summary>
internal sealed class InMemoryEvaluatorLeaseStore(InMemoryDatabase database) : IEvaluatorLeaseStore
{
    public ValueTask<LeaseReading> ReadAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            return ValueTask.FromResult(new LeaseReading(database.EvaluatorLease, database.Now));
        }
    }

    public ValueTask<LeaseReading> HoldAsync(string node, TimeSpan duration, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            var now = database.Now;
            database.EvaluatorLease =
                EvaluatorLeaseRules.Hold(database.EvaluatorLease, node, duration, now) ?? database.EvaluatorLease;
            return ValueTask.FromResult(new LeaseReading(database.EvaluatorLease, now));
        }
    }

    public ValueTask ReleaseAsync(string node, long token, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            if (database.EvaluatorLease is { } lease && lease.Token == token && lease.Holder == node)
            {
                database.EvaluatorLease = lease with { ExpiresAt = database.Now };
            }
        }

        return ValueTask.CompletedTask;
    }
}
