using Microsoft.Extensions.Options;
using Valhalla.Governance.Control;
using Valhalla.Governance.Diagnostics;

namespace Valhalla.Governance.Drill;

/// <summary>Runs drills: begins one, waits for every live node, and writes down how it ended.</summary>
internal sealed class DrillCoordinator(
    IDrillStore store,
    ControlState control,
    NodeHeartbeat heartbeat,
    NodeIdentity node,
    DrillMetrics metrics,
    IOptions<KillSwitchDrillOptions> options,
    TimeProvider time,
    GuardedLogger<DrillCoordinator> logger) : IKillSwitchDrill
{
    public const int MaxListed = 100;
    private static readonly TimeSpan LookInterval = TimeSpan.FromMilliseconds(50);

    public string Build => node.Build;

    public async ValueTask<KillSwitchDrillResult> RunAsync(
        ChangeAuthor author, string? reason, CancellationToken cancellationToken = default)
    {
        TextRules.RequireAuthor(author, nameof(author));
        reason = PlainText.Normalize(reason);
        TextRules.RequireOptional(reason, TextRules.MaxReasonLength, nameof(reason));
        cancellationToken.ThrowIfCancellationRequested();

        // A caller who goes away leaves no drill half done.
        return await RunToEndAsync(author, reason).WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public ValueTask<IReadOnlyList<KillSwitchDrill>> ListAsync(
        int limit = 20, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, MaxListed);
        return store.ListAsync(limit, cancellationToken);
    }

    private async Task<KillSwitchDrillResult> RunToEndAsync(ChangeAuthor author, string? reason)
    {
        // The coordinator is one of the nodes that have to deny.
        await heartbeat.BeatAsync(CancellationToken.None).ConfigureAwait(false);
        var expected = await store.ListNodesAsync(DrillRules.LiveFor(options.Value), CancellationToken.None)
            .ConfigureAwait(false);
        var id = Guid.CreateVersion7(time.GetUtcNow());
        var snapshot = await control.CommitAsync(
            (current, now) => current.Drill is not null
                ? null
                : DrillRules.Begin(
                    DrillRules.Started(id, node, author, reason, options.Value.Timeout, now), author),
            CancellationToken.None).ConfigureAwait(false);
        if (snapshot.Drill is not { } drill || drill.Id != id)
        {
            return new KillSwitchDrillResult(snapshot.Drill!, WasRunning: true);
        }

        var (left, answers) = await WaitAsync(drill, expected).ConfigureAwait(false);
        var ended = await EndAsync(drill, left, answers, author).ConfigureAwait(false);
        metrics.Ended(ended);
        DrillLog.Ended(
            logger,
            WireNames.CapitalsOf(ended.Status),
            ended.NodesDenied,
            ended.NodesExpected,
            FailureText(ended.Failure));
        return new KillSwitchDrillResult(ended with { Answers = answers }, WasRunning: false);
    }

    private static string FailureText(string? failure) =>
        string.IsNullOrEmpty(failure) ? "" : $": {failure.TrimEnd('.')}";

    /// <summary>Waits for the nodes, but for those that stop in order meanwhile.</summary>
    private async Task<(List<LiveNode> Expected, IReadOnlyList<KillSwitchDrillAnswer> Answers)> WaitAsync(
        KillSwitchDrill drill, IReadOnlyList<LiveNode> expected)
    {
        var startedAt = time.GetTimestamp();
        while (true)
        {
            // In this order: a node that answers and stops between the two looks is missed by neither.
            var nodes = await store.ListNodesAsync(null, CancellationToken.None).ConfigureAwait(false);
            var answers = await store.ReadAnswersAsync(drill.Id, CancellationToken.None).ConfigureAwait(false);
            var answered = answers.Select(answer => answer.NodeId).ToHashSet(StringComparer.Ordinal);
            var known = nodes.Select(n => n.Id).ToHashSet(StringComparer.Ordinal);
            var left = expected.Where(n => answered.Contains(n.Id) || known.Contains(n.Id)).ToList();
            if (left.TrueForAll(n => answered.Contains(n.Id))
                || time.GetElapsedTime(startedAt) >= options.Value.Timeout)
            {
                return (left, answers);
            }

            await Task.Delay(LookInterval, time, CancellationToken.None).ConfigureAwait(false);
        }
    }

    private async Task<KillSwitchDrill> EndAsync(
        KillSwitchDrill drill,
        List<LiveNode> expected,
        IReadOnlyList<KillSwitchDrillAnswer> answers,
        ChangeAuthor author)
    {
        KillSwitchDrill? ended = null;
        await control.CommitAsync(
            (current, now) =>
            {
                // Another node may have closed it as overdue: then that stands.
                ended = current.Drill?.Id == drill.Id ? DrillRules.Judged(drill, expected, answers, now) : null;
                return ended is null ? null : DrillRules.End(drill, ended, author);
            },
            CancellationToken.None).ConfigureAwait(false);
        if (ended is not null)
        {
            return ended;
        }

        var stored = await store.ListAsync(MaxListed, CancellationToken.None).ConfigureAwait(false);
        return stored.First(found => found.Id == drill.Id);
    }
}
