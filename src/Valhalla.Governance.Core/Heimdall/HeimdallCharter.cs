using System.Collections.Concurrent;
using System.Text.Json;
using Valhalla.Governance.Control;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Heimdall;

/// <inheritdoc cref="IHeimdallCharter" />
internal sealed class HeimdallCharter(
    ControlState control,
    IHeimdallStore store,
    HeimdallTrials trials,
    IGoLiveGate gate,
    HeimdallMetrics metrics,
    IStoreClock clock) : IHeimdallCharter
{
    /// <summary>How often a promotion is judged again because the window of its policy changed meanwhile.</summary>
    private const int MaxPromotionAttempts = 5;

    private readonly ConcurrentDictionary<string, byte> _inFlight = new(StringComparer.Ordinal);

    public async ValueTask<RecommendResult> RecommendAsync(
        RecommendRequest request, CancellationToken cancellationToken)
    {
        HeimdallRequests.Validate(request);
        if (request.IdempotencyKey is { } key && !_inFlight.TryAdd(key, 0))
        {
            return Refused(IdempotencyStatus.InFlight);
        }

        try
        {
            var result = await StoreAsync(request, cancellationToken).ConfigureAwait(false);
            metrics.Recommended(request.Domain, result);
            return result;
        }
        finally
        {
            if (request.IdempotencyKey is { } used)
            {
                _inFlight.TryRemove(used, out _);
            }
        }
    }

    public async ValueTask<OutcomeStatus> RecordOutcomeAsync(
        long recommendationId, bool success, string actor, CancellationToken cancellationToken)
    {
        TextRules.Require(actor, TextRules.MaxActorLength, nameof(actor));
        while (true)
        {
            var recommendation = await store.FindAsync(recommendationId, cancellationToken).ConfigureAwait(false);
            if (recommendation is null)
            {
                return OutcomeStatus.RecommendationUnknown;
            }

            if (recommendation.Success is { } recorded)
            {
                return recommendation.IsOverdue ? OutcomeStatus.DeadlinePassed
                    : recorded == success ? OutcomeStatus.AlreadyRecorded
                    : OutcomeStatus.ConflictingOutcome;
            }

            if (await trials.IsOverdueAsync(recommendation, cancellationToken).ConfigureAwait(false))
            {
                await trials.FailOverdueAsync(recommendation, cancellationToken).ConfigureAwait(false);
                continue;
            }

            var now = await clock.ReadAsync(cancellationToken).ConfigureAwait(false);
            var cell = HeimdallRules.CellOf(recommendation, success, overdue: false, now);
            if (await store.RecordOutcomeAsync(recommendationId, success, overdue: false, now, cell, cancellationToken)
                .ConfigureAwait(false))
            {
                metrics.OutcomeRecorded(recommendation.Domain, success);
                return OutcomeStatus.Recorded;
            }
        }
    }

    public async ValueTask<PromotionResult> PromoteAsync(
        DomainName domain,
        string? modelVersion,
        ChangeAuthor author,
        string? reason,
        CancellationToken cancellationToken)
    {
        reason = Require(author, reason);
        TextRules.RequireOptional(modelVersion, HeimdallRequests.MaxModelVersionLength, nameof(modelVersion));
        var snapshot = await control.RefreshAsync(cancellationToken).ConfigureAwait(false);
        for (var attempt = 0; attempt < MaxPromotionAttempts; attempt++)
        {
            if (!snapshot.HeimdallPolicies.TryGetValue(domain, out var policy))
            {
                return new PromotionResult(false, [HeimdallReason.PolicyMissing], null, null);
            }

            var scorecard = await trials.ReadWindowAsync(policy, modelVersion ?? "", cancellationToken)
                .ConfigureAwait(false);
            IReadOnlyList<HeimdallReason>? reasons = null;
            snapshot = await control.CommitAsync(
                (current, now) =>
                {
                    // Another policy may ask for another window: then the trials are read again.
                    var judged = current.HeimdallPolicies[domain];
                    reasons = judged.WindowDays == policy.WindowDays
                        ? HeimdallRules.PromotionBlockers(judged, scorecard)
                        : null;
                    return reasons is not { Count: 0 } || IsPromoted(judged, modelVersion)
                        ? null
                        : HeimdallPolicyRules.Promote(judged, scorecard, author, reason, now);
                },
                cancellationToken).ConfigureAwait(false);
            if (reasons is not null)
            {
                return new PromotionResult(
                    reasons.Count == 0, reasons, snapshot.HeimdallPolicies[domain], scorecard);
            }
        }

        throw new ValhallaStoreException(
            StoreFailure.Busy, $"The policy of {domain} changes faster than it can be judged by. Try again.");
    }

    public async ValueTask<PromotionResult> DemoteAsync(
        DomainName domain, ChangeAuthor author, string? reason, CancellationToken cancellationToken)
    {
        reason = Require(author, reason);
        var snapshot = await control.CommitAsync(
            (current, now) => current.HeimdallPolicies.TryGetValue(domain, out var policy) && policy.ProdUseEnabled
                ? HeimdallPolicyRules.Demote(new ControlChange(), policy, author, reason, now)
                : null,
            cancellationToken).ConfigureAwait(false);
        return snapshot.HeimdallPolicies.TryGetValue(domain, out var demoted)
            ? new PromotionResult(true, [], demoted, null)
            : new PromotionResult(false, [HeimdallReason.PolicyMissing], null, null);
    }

    public ValueTask<IReadOnlyList<HeimdallScorecard>> GetScorecardsAsync(
        DomainName? domain, string? modelVersion, int days, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(days, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(days, 366);
        return trials.ReadAllAsync(domain, modelVersion, days, cancellationToken);
    }

    public async ValueTask<IReadOnlyList<HeimdallSnapshot>> GetSnapshotAsync(CancellationToken cancellationToken)
    {
        var snapshots = new List<HeimdallSnapshot>();
        foreach (var policy in await GetPoliciesAsync(cancellationToken).ConfigureAwait(false))
        {
            var scorecard = await trials.ReadWindowAsync(policy, policy.PromotedModelVersion ?? "", cancellationToken)
                .ConfigureAwait(false);
            snapshots.Add(new HeimdallSnapshot(
                policy, scorecard, HeimdallRules.PromotionBlockers(policy, scorecard)));
        }

        return snapshots;
    }

    public async ValueTask<IReadOnlyList<HeimdallPolicy>> GetPoliciesAsync(CancellationToken cancellationToken)
    {
        var snapshot = await control.RefreshAsync(cancellationToken).ConfigureAwait(false);
        return [.. snapshot.HeimdallPolicies.Values.OrderBy(p => p.Domain)];
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

    private async ValueTask<RecommendResult> StoreAsync(RecommendRequest request, CancellationToken cancellationToken)
    {
        // Read from the store: a demotion on another node must not be missed by a second.
        var snapshot = await control.RefreshAsync(cancellationToken).ConfigureAwait(false);
        var policy = snapshot.HeimdallPolicies.GetValueOrDefault(request.Domain);
        var modelVersion = request.ModelVersion ?? "";
        var scorecard = policy is null
            ? null
            : await trials.ReadWindowAsync(policy, modelVersion, cancellationToken).ConfigureAwait(false);
        var isKilled = gate.Check(ExecutionClass.SandboxExec) == GateDecision.KillSwitchEngaged;
        var reasons = HeimdallRules.Judge(policy, isKilled, modelVersion, request.Confidence, scorecard);

        var ticket = HeimdallRequests.TicketOf(request);
        var now = await clock.GetAsync(cancellationToken).ConfigureAwait(false);
        var appended = await store.AppendAsync(
            NewRecommendation(request, policy, reasons, now),
            ticket,
            id => WriteAnswer(id, reasons, scorecard),
            cancellationToken).ConfigureAwait(false);
        if (appended.Earlier is not { } earlier)
        {
            return new RecommendResult(appended.Id, reasons.Count == 0, reasons, scorecard);
        }

        return string.Equals(earlier.RequestHash, ticket!.RequestHash, StringComparison.Ordinal)
            ? ReadAnswer(earlier.AnswerJson)
            : Refused(IdempotencyStatus.KeyReused);
    }

    private static HeimdallRecommendation NewRecommendation(
        RecommendRequest request, HeimdallPolicy? policy, List<HeimdallReason> reasons, DateTimeOffset now)
    {
        var deadlineHours = policy?.OutcomeDeadlineHours ?? HeimdallPolicy.DefaultOutcomeDeadlineHours;
        return new HeimdallRecommendation
        {
            Domain = request.Domain,
            ModelVersion = request.ModelVersion ?? "",
            Confidence = request.Confidence,
            RecommendationJson = request.RecommendationJson,
            EvidenceJson = request.EvidenceJson,
            Actor = request.Actor,
            CorrelationId = request.CorrelationId,
            ProdEligible = reasons.Count == 0,
            Reasons = string.Join(',', reasons.Select(WireNames.Of)),
            CreatedAt = now,
            OutcomeDueAt = now.AddHours(deadlineHours),
        };
    }

    private static bool IsPromoted(HeimdallPolicy policy, string? modelVersion) =>
        policy.ProdUseEnabled
        && string.Equals(policy.PromotedModelVersion ?? "", modelVersion ?? "", StringComparison.Ordinal);

    private static string WriteAnswer(long id, List<HeimdallReason> reasons, HeimdallScorecard? scorecard) =>
        JsonSerializer.Serialize(
            new RecommendAnswer(id, [.. reasons], StoredScorecard.Of(scorecard)),
            HeimdallJsonContext.Default.RecommendAnswer);

    private static RecommendResult ReadAnswer(string json)
    {
        var answer = JsonSerializer.Deserialize(json, HeimdallJsonContext.Default.RecommendAnswer)!;
        return new RecommendResult(
            answer.Id,
            answer.Reasons.Length == 0,
            answer.Reasons,
            answer.Scorecard?.ToScorecard(),
            IdempotencyStatus.Replayed);
    }

    private static RecommendResult Refused(IdempotencyStatus status) => new(0, false, [], null, status);

    /// <summary>The reason in its normal form.</summary>
    private static string? Require(ChangeAuthor author, string? reason)
    {
        TextRules.RequireAuthor(author, nameof(author));
        var normal = PlainText.Normalize(reason);
        TextRules.RequireOptional(normal, TextRules.MaxReasonLength, nameof(reason));
        return normal;
    }
}
