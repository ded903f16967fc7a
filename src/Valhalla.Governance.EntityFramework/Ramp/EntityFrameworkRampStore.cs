using Microsoft.EntityFrameworkCore;
using Valhalla.Governance.Ramp;

namespace Valhalla.Governance.EntityFramework.Ramp;

/// <summary>Observations in a table, over any provider.</summary>
internal sealed class EntityFrameworkRampStore(IStoreDialect dialect, StoreRetry retry, KeylessWrites writes)
    : IRampStore
{
    private static readonly string Live = WireNames.CapitalsOf(InfluenceDecision.Live);

    public async ValueTask AppendAsync(
        IReadOnlyList<StoredObservation> observations, CancellationToken cancellationToken) =>
        await writes.RunAsync(
            observations,
            static async (db, observations, token) =>
            {
                db.InfluenceEvents.AddRange(observations.Select(InfluenceEventRow.Of));
                await db.SaveChangesAsync(token);
                return observations.Count;
            },
            cancellationToken);

    public ValueTask<RampSample> CountAsync(long step, int newest, CancellationToken cancellationToken) =>
        retry.RunAsync(
            (dialect, step, newest),
            static async (state, token) =>
            {
                await using var db = await state.dialect.CreateContextAsync(token);
                var (step, newest) = (state.step, state.newest);
                var all = db.InfluenceEvents.AsNoTracking().Where(row => row.Step == step);
                var events = await all.LongCountAsync(token);
                if (events == 0)
                {
                    return RampSample.Empty;
                }

                var units = await all.OrderByDescending(row => row.Id).Take(newest)
                    .Select(row => new { row.Decision, row.UnitHash })
                    .Distinct()
                    .GroupBy(unit => unit.Decision)
                    .Select(group => new { Decision = group.Key, Units = group.LongCount() })
                    .ToListAsync(token);
                var firstAt = await all.OrderBy(row => row.Id).Select(row => row.CreatedAt).FirstAsync(token);
                return new RampSample(
                    events,
                    units.Where(unit => unit.Decision == Live).Sum(unit => unit.Units),
                    units.Where(unit => unit.Decision != Live).Sum(unit => unit.Units),
                    firstAt);
            },
            cancellationToken);

    public ValueTask<RampComparison> CompareAsync(long step, CancellationToken cancellationToken) => retry.RunAsync(
        (dialect, step),
        static async (state, token) =>
        {
            await using var db = await state.dialect.CreateContextAsync(token);
            var step = state.step;
            var sums = await db.InfluenceEvents.AsNoTracking()
                .Where(row => row.Step == step)
                .GroupBy(static _ => 1)
                .Select(static all => new
                {
                    Events = all.LongCount(),
                    Compared = all.LongCount(
                        row => row.IncumbentOutcome != null && row.CandidateOutcome != null),
                    Agreed = all.LongCount(
                        row => row.IncumbentOutcome != null && row.IncumbentOutcome == row.CandidateOutcome),
                    Valued = all.LongCount(row => row.IncumbentValue != null && row.CandidateValue != null),
                    Incumbent = all.Average(row => row.CandidateValue != null ? row.IncumbentValue : null),
                    Candidate = all.Average(row => row.IncumbentValue != null ? row.CandidateValue : null),
                })
                .SingleOrDefaultAsync(token);
            return sums is null
                ? new RampComparison(step, 0, 0, 0, 0, null, null)
                : new RampComparison(
                    step, sums.Events, sums.Compared, sums.Agreed, sums.Valued, sums.Incumbent, sums.Candidate);
        },
        cancellationToken);
}
