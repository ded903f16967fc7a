using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using Valhalla.Governance.Audit;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Operations.FollowUp;

/// <inheritdoc cref="IFollowUpLadder" />
internal sealed class FollowUpLadder(
    IFollowUpStore store,
    IAuditStore audit,
    FollowUpPlaces places,
    IKpiEmitter kpi,
    FollowUpMetrics metrics,
    IOptions<FollowUpOptions> options,
    TimeProvider time) : IFollowUpLadder
{
    private const string KpiDomain = "FOLLOWUP";

    private readonly ConcurrentDictionary<string, byte> _inFlight = new(StringComparer.Ordinal);

    public async ValueTask<CreateLadderResult> CreateAsync(
        CreateLadderRequest request, CancellationToken cancellationToken)
    {
        FollowUpRequests.Validate(request);
        if (request.IdempotencyKey is { } key && !_inFlight.TryAdd(key, 0))
        {
            return Refused(IdempotencyStatus.InFlight);
        }

        try
        {
            return await StoreAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (request.IdempotencyKey is { } used)
            {
                _inFlight.TryRemove(used, out _);
            }
        }
    }

    public async ValueTask<IReadOnlyList<DueFollowUp>> ListDueAsync(
        FollowUpDueQuery query, CancellationToken cancellationToken)
    {
        FollowUpRequests.Validate(query);
        var (tasks, now) = await store.ListDueAsync(query, cancellationToken).ConfigureAwait(false);
        var postponed = await places.JudgeAsync(tasks, now, cancellationToken).ConfigureAwait(false);
        return [.. tasks.Select(task => new DueFollowUp(task, !postponed.ContainsKey(task.Id)))];
    }

    public async ValueTask<FollowUpClaim> ClaimAsync(
        string worker, int limit, TimeSpan? lease, CancellationToken cancellationToken)
    {
        worker = PlainText.Normalize(worker);
        var length = lease ?? FollowUpRequests.DefaultLease;
        FollowUpRequests.ValidateClaim(worker, limit, length);
        var order = new FollowUpClaimOrder(worker, Guid.CreateVersion7(time.GetUtcNow()), limit, length);
        var postponed = 0;
        IReadOnlyList<FollowUpTask> tasks;
        int before;
        do
        {
            // Nothing but tasks that must wait: each was moved on, so the next look is at others.
            before = postponed;
            tasks = await store.ClaimAsync(
                order,
                async (due, now, token) =>
                {
                    var judged = await places.JudgeAsync(due, now, token).ConfigureAwait(false);
                    postponed += judged.Count;
                    return judged;
                },
                cancellationToken).ConfigureAwait(false);
        }
        while (tasks.Count == 0 && postponed > before);
        metrics.Postponed(postponed);
        metrics.Claimed(tasks.Count);
        return new FollowUpClaim(tasks.Count == 0 ? null : order.ClaimId, tasks);
    }

    public async ValueTask<CompleteFollowUpResult> CompleteAsync(
        CompleteFollowUpRequest request, CancellationToken cancellationToken)
    {
        FollowUpRequests.Validate(request);
        while (true)
        {
            var (task, now) = await store.FindAsync(request.TaskId, cancellationToken).ConfigureAwait(false);
            if (StatusOf(task, request, now) is { } status)
            {
                return new CompleteFollowUpResult(status, task);
            }

            var place = await places.GetAsync(FollowUpMarket.Of(task!), cancellationToken).ConfigureAwait(false);
            var completion = new FollowUpCompletion(
                request.TaskId,
                request.Actor,
                request.Outcome,
                request.ClaimId,
                now,
                FollowUpRules.ResponseSeconds(place.Calendar, task!.FirstDueAt, now));
            if (await store.TryCompleteAsync(completion, cancellationToken).ConfigureAwait(false))
            {
                return Completed(task!, completion);
            }
        }
    }

    public async ValueTask<int> StopAsync(
        string leadId, FollowUpStopReason reason, string actor, CancellationToken cancellationToken)
    {
        var request = new StopFollowUpsRequest(leadId, reason) { Actor = actor };
        return (await StopAsync(request, cancellationToken).ConfigureAwait(false)).Cancelled;
    }

    public async ValueTask<StopFollowUpsResult> StopAsync(
        StopFollowUpsRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var (leadId, reason, actor) = (request.LeadId, request.Reason, request.Actor);
        TextRules.Require(leadId, FollowUpRequests.MaxLeadIdLength, nameof(request));
        TextRules.RequireSeen(actor, TextRules.MaxActorLength, nameof(request));
        var count = await store.StopAsync(leadId, WireNames.CapitalsOf(reason), actor, cancellationToken)
            .ConfigureAwait(false);
        metrics.Cancelled(count, reason);
        if (count > 0)
        {
            return new StopFollowUpsResult(count, Found: true, Recorded: false);
        }

        // Without a task there is no row to keep it in. The caller is told of it only once it is kept.
        var isOptOut = reason == FollowUpStopReason.OptedOut;
        if (isOptOut)
        {
            await audit.AppendAsync(FollowUpAudit.OptedOut(leadId, actor), cancellationToken).ConfigureAwait(false);
        }

        var found = await store.IsKnownAsync(leadId, cancellationToken).ConfigureAwait(false);
        return new StopFollowUpsResult(0, found, isOptOut);
    }

    public async ValueTask<FollowUpSla> GetSlaAsync(int days, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, FollowUpRequests.MaxDays);
        var period = TimeSpan.FromDays(days);
        var counts = await store.CountCompletedAsync(period, cancellationToken).ConfigureAwait(false);
        var overdue = 0L;
        var markets = await store
            .ListOverdueMarketsAsync(counts.Now - FollowUpRules.LatestResponse, cancellationToken)
            .ConfigureAwait(false);
        foreach (var market in markets)
        {
            var place = await places.GetAsync(market, cancellationToken).ConfigureAwait(false);

            // Just within 2 hours is in time, so a task is late from the next second on.
            var late = FollowUpRules.LatestResponse + TimeSpan.FromSeconds(1);
            if (FollowUpRules.LatestLateDueTime(place.Calendar, counts.Now, late) is { } dueBy)
            {
                overdue += await store.CountOverdueAsync(market, dueBy, cancellationToken).ConfigureAwait(false);
            }
        }

        return new FollowUpSla(
            counts.Now - period,
            counts.Now,
            counts.Completed,
            counts.Within30Minutes,
            counts.Within2Hours,
            overdue);
    }

    private async ValueTask<CreateLadderResult> StoreAsync(
        CreateLadderRequest request, CancellationToken cancellationToken)
    {
        var place = await places.GetAsync(new FollowUpMarket(request.Province, request.Market), cancellationToken)
            .ConfigureAwait(false);
        var delays = options.Value.EffectiveStepDelays;
        var ladder = new NewLadder(request, now => FollowUpRules.Plan(place, now, delays));
        var ticket = FollowUpRequests.TicketOf(request);
        var creation = await store.CreateAsync(ladder, ticket, cancellationToken).ConfigureAwait(false);
        if (creation.Earlier is { } earlier)
        {
            return string.Equals(earlier.RequestHash, ticket!.RequestHash, StringComparison.Ordinal)
                ? StoredLadder.Read(earlier.AnswerJson)
                : Refused(IdempotencyStatus.KeyReused);
        }

        if (creation.Status == CreateLadderStatus.Created)
        {
            metrics.LadderCreated(request.Province);
            kpi.Success(KpiDomain, "ladder_created", request.Actor, request.CorrelationId);
        }

        return new CreateLadderResult(creation.Status, creation.Tasks);
    }

    /// <summary>The answer to a completion that changes nothing; null when it is to be recorded.</summary>
    private static CompleteFollowUpStatus? StatusOf(
        FollowUpTask? task, CompleteFollowUpRequest request, DateTimeOffset now) => task switch
        {
            null => CompleteFollowUpStatus.TaskUnknown,
            { Status: FollowUpStatus.Completed } => CompleteFollowUpStatus.AlreadyCompleted,
            { Status: FollowUpStatus.Cancelled } => CompleteFollowUpStatus.TaskCancelled,
            { Status: not FollowUpStatus.Pending } => CompleteFollowUpStatus.TaskCancelled,
            _ when request.ClaimId is { } claim && claim != task.ClaimId
                && LeaseRules.IsHeld(task.LeaseUntil, now, FollowUpRequests.MaxLease) =>
                CompleteFollowUpStatus.ClaimedByAnother,
            _ => null,
        };

    private CompleteFollowUpResult Completed(FollowUpTask task, FollowUpCompletion completion)
    {
        var inTime = completion.ResponseSeconds <= FollowUpRules.LatestResponse.TotalSeconds;
        metrics.Completed(task.Channel, inTime);
        kpi.Emit(new KpiEvent
        {
            Domain = new DomainName(KpiDomain),
            Metric = new MetricName("followup_completed"),
            Success = inTime,
            Value = completion.ResponseSeconds,
            Actor = completion.Actor,
            CorrelationId = task.CorrelationId,
        });
        return new CompleteFollowUpResult(CompleteFollowUpStatus.Completed, task with
        {
            Status = FollowUpStatus.Completed,
            ClosedAt = completion.At,
            ClosedBy = completion.Actor,
            Outcome = completion.Outcome,
            ResponseSeconds = completion.ResponseSeconds,
        });
    }

    private static CreateLadderResult Refused(IdempotencyStatus status) =>
        new(CreateLadderStatus.KeyRefused, [], status);
}
