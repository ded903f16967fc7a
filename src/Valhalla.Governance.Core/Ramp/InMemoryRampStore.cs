using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Ramp;

/// <summary>Observations in memory.</summary>
internal sealed class InMemoryRampStore(InMemoryDatabase database) : IRampStore
{
    private readonly List<StoredObservation> _observations = [];

    public ValueTask AppendAsync(
        IReadOnlyList<StoredObservation> observations, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            _observations.AddRange(observations);
        }

        return ValueTask.CompletedTask;
    }

    public ValueTask<RampSample> CountAsync(long step, int newest, CancellationToken cancellationToken)
    {
        var all = Of(step, cancellationToken);
        var units = all.TakeLast(newest).Select(o => (o.Decision, o.UnitHash)).Distinct().ToList();
        return ValueTask.FromResult(new RampSample(
            all.Count,
            units.Count(u => u.Decision == InfluenceDecision.Live),
            units.Count(u => u.Decision == InfluenceDecision.Shadow),
            all.Count == 0 ? null : all.Min(o => o.CreatedAt)));
    }

    public ValueTask<RampComparison> CompareAsync(long step, CancellationToken cancellationToken)
    {
        var all = Of(step, cancellationToken);
        var compared = all.Where(o => o is { IncumbentOutcome: not null, CandidateOutcome: not null }).ToList();
        var valued = all.Where(o => o is { IncumbentValue: not null, CandidateValue: not null }).ToList();
        return ValueTask.FromResult(new RampComparison(
            step,
            all.Count,
            compared.Count,
            compared.Count(o => string.Equals(o.IncumbentOutcome, o.CandidateOutcome, StringComparison.Ordinal)),
            valued.Count,
            valued.Count == 0 ? null : valued.Average(o => o.IncumbentValue!.Value),
            valued.Count == 0 ? null : valued.Average(o => o.CandidateValue!.Value)));
    }

    private List<StoredObservation> Of(long step, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (database.Gate)
        {
            return _observations.FindAll(o => o.Step == step);
        }
    }
}
