using Microsoft.EntityFrameworkCore;
using Valhalla.Governance.Drill;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.EntityFramework.Drill;

/// <summary>Nodes and drills in tables, over any provider.</summary>
internal sealed class EntityFrameworkDrillStore(IStoreDialect dialect, StoreRetry retry) : IDrillStore
{
    private static readonly TimeSpan ForgetAfter = TimeSpan.FromDays(1);

    public ValueTask<DateTimeOffset> BeatAsync(NodeIdentity node, CancellationToken cancellationToken) =>
        retry.RunAsync(
            (dialect, node),
            static async (state, token) =>
            {
                using var turn = await state.dialect.EnterWriteAsync(token);
                await using var db = await state.dialect.CreateContextAsync(token);
                await using var transaction = await state.dialect.BeginWriteAsync(db, token);
                var now = await state.dialect.ReadClockAsync(db, token);
                var (id, silent, ahead) = (state.node.Id, now - ForgetAfter, now + LeaseRules.ClockTolerance);
                await db.Nodes
                    .Where(row => row.LastSeenAt < silent || (row.LastSeenAt > ahead && row.NodeId != id))
                    .ExecuteDeleteAsync(token);
                var known = await db.Nodes.Where(row => row.NodeId == id)
                    .ExecuteUpdateAsync(set => set.SetProperty(row => row.LastSeenAt, now), token);
                if (known == 0)
                {
                    db.Nodes.Add(new NodeRow
                    {
                        NodeId = id,
                        Build = state.node.Build,
                        StartedAt = now,
                        LastSeenAt = now,
                    });
                    await db.SaveChangesAsync(token);
                }

                await transaction.CommitAsync(token);
                return now;
            },
            cancellationToken);

    public async ValueTask RemoveAsync(string nodeId, CancellationToken cancellationToken) => await retry.RunAsync(
        (dialect, nodeId),
        static async (state, token) =>
        {
            using var turn = await state.dialect.EnterWriteAsync(token);
            await using var db = await state.dialect.CreateContextAsync(token);
            await using var transaction = await state.dialect.BeginWriteAsync(db, token);
            var id = state.nodeId;
            var removed = await db.Nodes.Where(row => row.NodeId == id).ExecuteDeleteAsync(token);
            await transaction.CommitAsync(token);
            return removed;
        },
        cancellationToken);

    public ValueTask<IReadOnlyList<LiveNode>> ListNodesAsync(
        TimeSpan? seenWithin, CancellationToken cancellationToken) => retry.RunAsync(
            (dialect, seenWithin),
            static async (state, token) =>
            {
                await using var db = await state.dialect.CreateContextAsync(token);
                var rows = db.Nodes.AsNoTracking();
                if (state.seenWithin is { } within)
                {
                    var after = await state.dialect.ReadClockAsync(db, token) - within;
                    rows = rows.Where(row => row.LastSeenAt > after);
                }

                var found = await rows.OrderBy(row => row.NodeId).ToListAsync(token);
                return (IReadOnlyList<LiveNode>)found.ConvertAll(row => row.ToNode());
            },
            cancellationToken);

    public async ValueTask AnswerAsync(
        Guid drillId, NodeIdentity node, string? problem, CancellationToken cancellationToken) => await retry.RunAsync(
            (dialect, drillId, node, problem),
            static async (state, token) =>
            {
                using var turn = await state.dialect.EnterWriteAsync(token);
                await using var db = await state.dialect.CreateContextAsync(token);
                await using var transaction = await state.dialect.BeginWriteAsync(db, token);
                var (drillId, nodeId) = (state.drillId, state.node.Id);
                var startedAt = await db.KillSwitchDrills.AsNoTracking()
                    .Where(row => row.Id == drillId)
                    .Select(row => (DateTimeOffset?)row.StartedAt)
                    .SingleOrDefaultAsync(token);
                if (startedAt is not { } start
                    || await db.KillSwitchDrillNodes.AnyAsync(
                        row => row.DrillId == drillId && row.NodeId == nodeId, token))
                {
                    return false;
                }

                var now = await state.dialect.ReadClockAsync(db, token);
                db.KillSwitchDrillNodes.Add(new KillSwitchDrillNodeRow
                {
                    DrillId = drillId,
                    NodeId = nodeId,
                    Build = state.node.Build,
                    Denied = state.problem is null,
                    AnsweredAt = now,
                    Milliseconds = (now - start).TotalMilliseconds,
                    Problem = state.problem,
                });
                await db.SaveChangesAsync(token);
                await transaction.CommitAsync(token);
                return true;
            },
            cancellationToken);

    public ValueTask<IReadOnlyList<KillSwitchDrillAnswer>> ReadAnswersAsync(
        Guid drillId, CancellationToken cancellationToken) => retry.RunAsync(
            (dialect, drillId),
            static async (state, token) =>
            {
                await using var db = await state.dialect.CreateContextAsync(token);
                var id = state.drillId;
                var rows = await db.KillSwitchDrillNodes.AsNoTracking()
                    .Where(row => row.DrillId == id)
                    .OrderBy(row => row.NodeId)
                    .ToListAsync(token);
                return (IReadOnlyList<KillSwitchDrillAnswer>)rows.ConvertAll(row => row.ToAnswer());
            },
            cancellationToken);

    public ValueTask<IReadOnlyList<KillSwitchDrill>> ListAsync(int limit, CancellationToken cancellationToken) =>
        retry.RunAsync(
            (dialect, limit),
            static async (state, token) =>
            {
                await using var db = await state.dialect.CreateContextAsync(token);
                var drills = await db.KillSwitchDrills.AsNoTracking()
                    .OrderByDescending(row => row.StartedAt).ThenByDescending(row => row.Id)
                    .Take(state.limit)
                    .ToListAsync(token);
                var ids = drills.ConvertAll(row => row.Id);
                var answers = await db.KillSwitchDrillNodes.AsNoTracking()
                    .Where(row => ids.Contains(row.DrillId))
                    .OrderBy(row => row.NodeId)
                    .ToListAsync(token);
                var byDrill = answers.ToLookup(row => row.DrillId, row => row.ToAnswer());
                return (IReadOnlyList<KillSwitchDrill>)drills.ConvertAll(
                    row => row.ToDrill() with { Answers = [.. byDrill[row.Id]] });
            },
            cancellationToken);

    public ValueTask<KillSwitchDrill?> FindLastAsync(
        string build, bool passed, CancellationToken cancellationToken) => retry.RunAsync(
            (dialect, build, passed),
            static async (state, token) =>
            {
                await using var db = await state.dialect.CreateContextAsync(token);
                var build = state.build;
                var wanted = WireNames.CapitalsOf(KillSwitchDrillStatus.Passed);
                var rows = db.KillSwitchDrills.AsNoTracking()
                    .Where(row => row.Build == build && row.FinishedAt != null);
                var found = await (state.passed ? rows.Where(row => row.Status == wanted) : rows)
                    .OrderByDescending(row => row.FinishedAt).ThenByDescending(row => row.Id)
                    .FirstOrDefaultAsync(token);
                return found?.ToDrill();
            },
            cancellationToken);
}
