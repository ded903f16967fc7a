using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Valhalla.Governance.Control;
using Valhalla.Governance.Kpi;

namespace Valhalla.Governance.Heimdall;

/// <inheritdoc cref="IHeimdallCharter" />
internal sealed class HeimdallCharter(
    IHeimdallStore store,
    HeimdallScorecards scorecards,
    ControlState control,
    IGoLiveGate gate,
    TimeProvider time,
    HeimdallMetrics metrics,
    ILogger<HeimdallCharter> logger) : IHeimdallCharter
{
    /// <summary>How often a promotion is decided again because the policy changed meanwhile.</summary>
    private const int MaxPromotionAttempts = 5;

    private readonly ConcurrentDictionary<string, byte> _inFlight = new(StringComparer.Ordinal);

    public async ValueTask<RecommendResult> RecommendAsync(
        RecommendRequest request, CancellationToken cancellationToken)
    {
        HeimdallRequests.Validate(request);
        if (request.IdempotencyKey is not { } key)
        {
            return await JudgeAsync(request, cancellationToken).ConfigureAwait(false);
        }

        if (!_inFlight.TryAdd(key, 0))
        {
            return new RecommendResult(0, false, [], null, IdempotencyStatus.InFlight);
        }

        try
        {
            return await JudgeAsync(request, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _inFlight.TryRemove(key, out _);
        }
    }

    public async ValueTask<OutcomeStatus> RecordOutcomeAsync(
        long recommendationId, bool success, string actor, CancellationToken cancellationToken)
    {
        TextRules.Require(actor, TextRules.MaxActorLength, nameof(actor));
        while (await store.FindAsync(recommendationId, cancellationToken).ConfigureAwait(false) is { } found)
        {
            if (found.IsOverdue)
            {
                return OutcomeStatus.DeadlinePassed;
            }

            if (found.Success is { } earlier)
            {
                return earlier == success ? OutcomeStatus.AlreadyRecorded : OutcomeStatus.ConflictingOutcome;
            }

            var now = time.GetUtcNow();
            if (now >= found.OutcomeDueAt)
            {
                await scorecards.ExpireAsync(found, cancellationToken).ConfigureAwait(false);
            }
            else if (await store.RecordOutcomeAsync(
                recommendationId,
                success,
                overdue: false,
                now,
                HeimdallRules.CellOf(found, success, overdue: false, now),
                cancellationToken).ConfigureAwait(false))
            {
                metrics.Ended(found.Domain, success, overdue: false);
                return OutcomeStatus.Recorded;
            }

            // It has an outcome now, from here or from somebody who was faster: look which.
        }

        return OutcomeStatus.RecommendationUnknown;
    }

    public async ValueTask<PromotionResult> PromoteAsync(
        DomainName domain,
        string? modelVersion,
        ChangeAuthor author,
        string? reason,
        CancellationToken cancellationToken)
    {
        HeimdallRequests.Validate(domain, author, reason);
        HeimdallRequests.RequireModelVersion(modelVersion, nameof(modelVersion));
        for (var attempt = 0; attempt < MaxPromotionAttempts; attempt++)
        {
            var snapshot = await control.RefreshAsync(cancellationToken).ConfigureAwait(false);
            if (snapshot.HeimdallPolicies.GetValueOrDefault(domain) is not { } policy)
            {
                return new PromotionResult(false, [HeimdallReason.PolicyMissing], null, null);
            }

            var card = await scorecards.ReadAsync(domain, modelVersion ?? "", policy.WindowDays, cancellationToken)
                .ConfigureAwait(false);
            var blockers = HeimdallRules.PromotionBlockers(policy, card);
            if (blockers.Count > 0)
            {
                metrics.Decided(domain, "refused");
                HeimdallLog.PromotionRefused(logger, domain.Value, string.Join(", ", blockers.Select(WireNames.Of)));
                return new PromotionResult(false, blockers, policy, card);
            }

            var isJudged = false;
            var after = await control.CommitAsync(
                (current, now) =>
                {
                    // The trials were judged by this version of the policy, and by no other.
                    var found = current.HeimdallPolicies.GetValueOrDefault(domain);
                    isJudged = found?.Version == policy.Version;
                    return isJudged ? HeimdallPolicyRules.Promote(found!, card, author, reason, now) : null;
                },
                cancellationToken).ConfigureAwait(false);
            if (isJudged)
            {
                metrics.Decided(domain, "promoted");
                HeimdallLog.Promoted(logger, author.Name, domain.Value, modelVersion);
                return new PromotionResult(true, [], after.HeimdallPolicies[domain], card);
            }
        }

        throw new ValhallaStoreException(
            StoreFailure.Busy, $"The policy of {domain} changes too fast to be judged by. Try again.");
    }

    public async ValueTask<PromotionResult> DemoteAsync(
        DomainName domain, ChangeAuthor author, string? reason, CancellationToken cancellationToken)
    {
        HeimdallRequests.Validate(domain, author, reason);
        var isChanged = false;
        var after = await control.CommitAsync(
            (current, now) =>
            {
                var change = HeimdallPolicyRules.Demote(
                    current.HeimdallPolicies.GetValueOrDefault(domain), author, reason, now);
                isChanged = change is not null;
                return change;
            },
            cancellationToken).ConfigureAwait(false);
        if (isChanged)
        {
            metrics.Decided(domain, "demoted");
            HeimdallLog.Demoted(logger, author.Name, domain.Value);
        }

        return after.HeimdallPolicies.GetValueOrDefault(domain) is { } policy
            ? new PromotionResult(true, [], policy, null)
            : new PromotionResult(false, [HeimdallReason.PolicyMissing], null, null);
    }

    public ValueTask<IReadOnlyList<HeimdallScorecard>> GetScorecardsAsync(
        DomainName? domain, string? modelVersion, int days, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, HeimdallRequests.MaxDays);
        return scorecards.ListAsync(domain, modelVersion, days, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<HeimdallSnapshot>> GetSnapshotAsync(CancellationToken cancellationToken)
    {
        var snapshots = new List<HeimdallSnapshot>();
        foreach (var policy in await GetPoliciesAsync(cancellationToken).ConfigureAwait(false))
        {
            var card = await scorecards.ReadAsync(
                policy.Domain, policy.PromotedModelVersion ?? "", policy.WindowDays, cancellationToken)
                .ConfigureAwait(false);
            snapshots.Add(new HeimdallSnapshot(policy, card, HeimdallRules.PromotionBlockers(policy, card)));
        }

        return snapshots;
    }

    public async ValueTask<IReadOnlyList<HeimdallPolicy>> GetPoliciesAsync(CancellationToken cancellationToken)
    {
        var snapshot = await control.RefreshAsync(cancellationToken).ConfigureAwait(false);
        return [.. snapshot.HeimdallPolicies.Values.OrderBy(policy => policy.Domain)];
    }

    public async ValueTask<HeimdallPolicy> UpsertPolicyAsync(
        HeimdallPolicyChange change, CancellationToken cancellationToken)
    {
        HeimdallPolicyRules.Validate(change);
        var snapshot = await control.CommitAsync(
            (current, now) => HeimdallPolicyRules.Upsert(current, change, now), cancellationToken)
            .ConfigureAwait(false);
        return snapshot.HeimdallPolicies[change.Domain];
    }

    private async ValueTask<RecommendResult> JudgeAsync(RecommendRequest request, CancellationToken cancellationToken)
    {
        var snapshot = control.Latest is { } latest
            ? latest.Snapshot
            : await control.RefreshAsync(cancellationToken).ConfigureAwait(false);
        var policy = snapshot.HeimdallPolicies.GetValueOrDefault(request.Domain);
        var modelVersion = request.ModelVersion ?? "";
        var card = policy is null
            ? null
            : await scorecards.ReadAsync(request.Domain, modelVersion, policy.WindowDays, cancellationToken)
                .ConfigureAwait(false);
        var reasons = HeimdallRules.ReasonsAgainst(
            policy, IsKillSwitchEngaged(), request.Confidence, modelVersion, card);
        var result = new RecommendResult(0, reasons.Count == 0, reasons, card);
        return await StoreAsync(request, policy, result, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<RecommendResult> StoreAsync(
        RecommendRequest request, HeimdallPolicy? policy, RecommendResult result, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        var deadlineHours = policy?.OutcomeDeadlineHours ?? HeimdallPolicyRules.DefaultOutcomeDeadlineHours;
        var ticket = HeimdallRequests.TicketOf(request);
        var appended = await store.AppendAsync(
            new HeimdallRecommendation
            {
                Domain = request.Domain,
                ModelVersion = request.ModelVersion ?? "",
                Confidence = request.Confidence,
                RecommendationJson = request.RecommendationJson,
                EvidenceJson = request.EvidenceJson,
                Actor = request.Actor,
                CorrelationId = request.CorrelationId ?? KpiEmitter.CurrentTraceId(),
                ProdEligible = result.ProdEligible,
                Reasons = string.Join(',', result.Reasons.Select(WireNames.Of)),
                CreatedAt = now,
                OutcomeDueAt = now.AddHours(deadlineHours),
            },
            ticket,
            id => HeimdallJson.Write(HeimdallAnswerJson.Of(result with { RecommendationId = id })),
            cancellationToken).ConfigureAwait(false);
        if (appended.Earlier is not { } earlier)
        {
            metrics.Judged(request.Domain, result.ProdEligible);
            return result with { RecommendationId = appended.Id };
        }

        return string.Equals(earlier.RequestHash, ticket!.RequestHash, StringComparison.Ordinal)
            ? HeimdallJson.ReadAnswer(earlier.AnswerJson).ToResult(IdempotencyStatus.Replayed)
            : new RecommendResult(0, false, [], null, IdempotencyStatus.KeyReused);
    }

    private bool IsKillSwitchEngaged() =>
        gate.Current is { State.KillSwitchEngaged: true } or { IsLatchedLocally: true };
}
