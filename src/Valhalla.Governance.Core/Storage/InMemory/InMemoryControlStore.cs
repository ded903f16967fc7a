using Valhalla.Governance.Control;
using Valhalla.Governance.Integrity;

namespace Valhalla.Governance.Storage;

/// <summary>Control state in memory, with the versions and the atomicity of the durable stores.</summary>
internal sealed class InMemoryControlStore(InMemoryDatabase database) : IControlStore
{
    private volatile TaskCompletionSource _changed = NewSignal();

    public ValueTask<ControlSnapshot> ReadAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return ValueTask.FromResult(database.Control);
    }

    public ValueTask<ControlSnapshot> CommitAsync(ControlDecision decide, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ControlSnapshot committed;
        lock (database.Gate)
        {
            var current = database.Control with { EvaluatorToken = database.EvaluatorLease?.Token ?? 0 };
            if (decide(current, database.Now) is not { } change)
            {
                return ValueTask.FromResult(current);
            }

            committed = Apply(current, change);
            foreach (var entry in change.Audit)
            {
                database.AppendAudit(entry);
            }

            foreach (var drill in change.Drills)
            {
                database.Drills[drill.Id] = drill;
            }

            database.Control = committed;
        }

        Interlocked.Exchange(ref _changed, NewSignal()).TrySetResult();
        return ValueTask.FromResult(committed);
    }

    public async ValueTask<ControlVersion?> WaitForChangeAsync(
        TimeSpan pollInterval, CancellationToken cancellationToken)
    {
        try
        {
            await _changed.Task.WaitAsync(pollInterval, database.Time, cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException)
        {
            // The poll interval has passed: time to look.
        }

        return null;
    }

    private static ControlSnapshot Apply(ControlSnapshot current, ControlChange change)
    {
        if (change.Gate is { } gate)
        {
            VersionedRows.RequireNext(current.Gate.Epoch, gate.Epoch);
        }

        if (change.Influence is { } influence)
        {
            VersionedRows.RequireNext(current.Influence.Version, influence.Version);
        }

        var version = current.Version.Next();
        return new ControlSnapshot
        {
            Revision = version.Revision,
            Incarnation = version.Incarnation,
            Gate = change.Gate ?? current.Gate,
            Influence = change.Influence ?? current.Influence,
            RiskPolicies =
                VersionedRows.Merge(current.RiskPolicies, change.RiskPolicies, p => p.Engine, p => p.Version),
            HeimdallPolicies =
                VersionedRows.Merge(current.HeimdallPolicies, change.HeimdallPolicies, p => p.Domain, p => p.Version),
            RegressionPolicies = VersionedRows.Merge(
                current.RegressionPolicies, change.RegressionPolicies, p => p.Series, p => p.Version),
            RegressionStates =
                VersionedRows.Merge(current.RegressionStates, change.RegressionStates, s => s.Series, s => s.Version),
            EvaluatorToken = current.EvaluatorToken,
            Alarms = IntegrityRules.Merge(current.Alarms, change.Alarms),
            Drill = change.Drills.Count == 0
                ? current.Drill
                : change.Drills.SingleOrDefault(drill => drill.Status == KillSwitchDrillStatus.Running),
        };
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
