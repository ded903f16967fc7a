using System.Globalization;
using Microsoft.Extensions.Options;
using Valhalla.Governance.Audit;
using Valhalla.Governance.Control;
using Valhalla.Governance.Diagnostics;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.GoNoGo;

/// <inheritdoc cref="IGoNoGoBoard" />
internal sealed class GoNoGoBoard(
    IGoNoGoStore store,
    CriterionCatalog catalog,
    EvidenceProviders providers,
    IEvidenceReader reader,
    EvidenceSignals signals,
    DecisionFiles files,
    ControlState control,
    IGoLiveGate gate,
    IOptions<GoNoGoOptions> options,
    GoNoGoMetrics metrics,
    RefusalRecorder refusals,
    IStoreClock clock,
    GuardedLogger<GoNoGoBoard> logger) : IGoNoGoBoard
{
    private static readonly TimeSpan LongestReview = TimeSpan.FromDays(366);

    public IReadOnlyList<Criterion> Criteria => catalog.Criteria;

    public async ValueTask<EvidencePostResult> PostEvidenceAsync(
        EvidencePost post, CancellationToken cancellationToken = default)
    {
        var now = Microseconds(await clock.GetAsync(cancellationToken).ConfigureAwait(false));
        EvidencePosts.Require(post, now);
        var reserved = post.Items.Select(static item => item.Signal).Where(ReservedSignals.All.Contains).ToList();
        if (reserved.Count > 0)
        {
            return new EvidencePostResult(0, reserved, IdempotencyStatus.Fresh);
        }

        IReadOnlyList<Evidence> evidence =
        [
            .. post.Items.Select(item => new Evidence(
                item.Signal, item.Value, Microseconds(item.ObservedAt ?? now), item.Detail, post.Source)),
        ];
        var ticket = EvidencePosts.TicketOf(post);
        var answer = evidence.Count.ToString(CultureInfo.InvariantCulture);
        var earlier = await store.AppendEvidenceAsync(evidence, now, ticket, answer, cancellationToken)
            .ConfigureAwait(false);
        if (earlier is not null)
        {
            return string.Equals(earlier.RequestHash, ticket!.RequestHash, StringComparison.Ordinal)
                ? new EvidencePostResult(
                    int.Parse(earlier.AnswerJson, CultureInfo.InvariantCulture), [], IdempotencyStatus.Replayed)
                : new EvidencePostResult(0, [], IdempotencyStatus.KeyReused);
        }

        metrics.Posted(evidence.Count);
        signals.Raise(evidence);
        return new EvidencePostResult(evidence.Count, [], IdempotencyStatus.Fresh);
    }

    public async ValueTask<IReadOnlyList<Evidence>> GetEvidenceAsync(CancellationToken cancellationToken = default)
    {
        var newest = await reader.ReadAsync(wanted: null, cancellationToken).ConfigureAwait(false);
        return [.. newest.Values.OrderBy(static e => e.Signal.Value, StringComparer.Ordinal)];
    }

    public async ValueTask<GoNoGoEvaluation> EvaluateAsync(
        ChangeAuthor author, CancellationToken cancellationToken = default)
    {
        TextRules.RequireAuthor(author, nameof(author));
        var observed = await providers.ObserveAsync(wanted: null, cancellationToken).ConfigureAwait(false);
        GoNoGoEvaluation? made = null;
        await store.CommitAsync(
            hash: null,
            (state, now) =>
            {
                made = EvaluationOf(state, observed, author, now);
                return new GoNoGoChange { Evaluation = made };
            },
            cancellationToken).ConfigureAwait(false);
        metrics.Evaluated(made!.Outcome);
        GoNoGoLog.Evaluated(logger, made.Id, made.Outcome, made.Hash, author.Name);
        var state = await store.ReadAsync(made.Hash, cancellationToken).ConfigureAwait(false);
        return await SignedAsync(made, state, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<GoNoGoEvaluation?> GetEvaluationAsync(CancellationToken cancellationToken = default)
    {
        var state = await store.ReadAsync(hash: null, cancellationToken).ConfigureAwait(false);
        return state.Latest is { } latest
            ? await SignedAsync(latest, state, cancellationToken).ConfigureAwait(false)
            : null;
    }

    public async ValueTask<SignOffResult> SignOffAsync(
        SignOffRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        TextRules.RequireAuthor(request.Author, nameof(request));
        RequireHash(request.Hash);
        request = request with { Comment = PlainText.Normalize(request.Comment) };
        TextRules.RequireOptional(request.Comment, TextRules.MaxReasonLength, nameof(request));
        (SignOffStatus Status, SignOff? SignOff) ruling = default;
        await store.CommitAsync(
            request.Hash,
            (state, now) =>
            {
                ruling = SignOffRules.Sign(state, request, options.Value.SignOffLifetime, now);
                return ruling is { Status: SignOffStatus.Recorded, SignOff: { } signOff }
                    ? new GoNoGoChange { SignOff = signOff, Audit = [GoNoGoAudit.Of(signOff)] }
                    : null;
            },
            cancellationToken).ConfigureAwait(false);
        if (ruling.Status == SignOffStatus.PersonHoldsRole)
        {
            refusals.Note(RefusalKind.SelfApproval, request.Author, GoNoGoAudit.SignOffAction);
        }

        metrics.Signed(request.Role, ruling.Status);
        GoNoGoLog.Signed(logger, request.Author.Name, request.Hash, request.Role, ruling.Status);
        var after = await store.ReadAsync(request.Hash, cancellationToken).ConfigureAwait(false);
        var signed = after.Asked is { } asked
            ? await SignedAsync(asked, after, cancellationToken).ConfigureAwait(false)
            : null;
        return new SignOffResult(ruling.Status, signed, ruling.SignOff);
    }

    public async ValueTask<GoNoGoDecisionResult> DecideAsync(
        GoNoGoDecisionRequest request, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(request);
        request = Require(request, await clock.GetAsync(cancellationToken).ConfigureAwait(false));
        var observed = await providers.ObserveAsync(wanted: null, cancellationToken).ConfigureAwait(false);
        var isLatched = gate.Current.IsLatchedLocally;
        GoNoGoDecisionResult result = new();
        await store.CommitAsync(
            request.Hash,
            (state, now) =>
            {
                var fresh = Judge(state, observed, now);
                result = DecisionRules.Check(state, request.Decision, fresh, isLatched, now);
                if (result.Refusals.Count > 0)
                {
                    return null;
                }

                var (decision, change) = DecisionChange.Of(state, request, options.Value, now);
                result = result with { Decision = decision };
                return change;
            },
            cancellationToken).ConfigureAwait(false);
        return await ReportAsync(request, result).ConfigureAwait(false);
    }

    public ValueTask<IReadOnlyList<GoNoGoDecision>> ListDecisionsAsync(
        GoNoGoDecisionQuery query, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(query);
        if (query.Limit is < 1 or > GoNoGoDecisionQuery.MaxLimit)
        {
            throw new ArgumentException($"Ask for 1 to {GoNoGoDecisionQuery.MaxLimit} decisions.", nameof(query));
        }

        return store.ListDecisionsAsync(query, cancellationToken);
    }

    private async ValueTask<GoNoGoDecisionResult> ReportAsync(
        GoNoGoDecisionRequest request, GoNoGoDecisionResult result)
    {
        metrics.Decided(request.Decision, result.Refusals.Count == 0 ? null : result.Refusals[0]);
        if (result.Decision is not { } decision)
        {
            GoNoGoLog.Refused(
                logger, request.Decision, request.Author.Name, request.Hash, string.Join(", ", result.Refusals));
            return result;
        }

        GoNoGoLog.Decided(logger, decision.Id, decision.Decision, request.Author.Name, decision.Hash);

        // From here on it stands, whoever has gone: the ramp of this node is told, and the file is written.
        try
        {
            await control.RefreshAsync(CancellationToken.None).ConfigureAwait(false);
        }
        catch (ValhallaStoreException exception)
        {
            // The monitor of control state goes on reading; the decision is in the store.
            GoNoGoLog.NotRefreshed(logger, exception, decision.Id);
        }

        var written = await files.WritePendingAsync(CancellationToken.None).ConfigureAwait(false);
        return result with { RecordFile = written.Contains(decision.Id) ? files.PathOf(decision) : null };
    }

    private GoNoGoEvaluation EvaluationOf(
        GoNoGoState state, IReadOnlyList<Evidence> observed, ChangeAuthor author, DateTimeOffset now)
    {
        var outcome = Judge(state, observed, now);
        return new GoNoGoEvaluation
        {
            Id = (state.Latest?.Id ?? 0) + 1,
            Hash = outcome.Hash,
            Outcome = outcome.Outcome,
            EvaluatedAt = now,
            ValidUntil = now + options.Value.EvaluationLifetime,
            EvaluatedBy = author,
            Results = outcome.Results,
        };
    }

    private EvaluationOutcome Judge(GoNoGoState state, IReadOnlyList<Evidence> observed, DateTimeOffset now) =>
        GoNoGoRules.Evaluate(catalog.Criteria, EvidenceRules.Merge(observed, state.Posted, now), now);

    private async ValueTask<GoNoGoEvaluation> SignedAsync(
        GoNoGoEvaluation evaluation, GoNoGoState state, CancellationToken cancellationToken)
    {
        var now = await clock.GetAsync(cancellationToken).ConfigureAwait(false);
        return evaluation with { SignOffs = [.. SignOffRules.Live(state, now)] };
    }

    /// <summary>The request with its text in the normal form.</summary>
    private static GoNoGoDecisionRequest Require(GoNoGoDecisionRequest request, DateTimeOffset now)
    {
        TextRules.RequireAuthor(request.Author, nameof(request));
        RequireHash(request.Hash);
        request = request with { Justification = PlainText.Normalize(request.Justification) };
        TextRules.Require(request.Justification, TextRules.MaxReasonLength, nameof(request));
        if (string.IsNullOrWhiteSpace(request.Justification)
            || request.NextReviewAt <= now
            || request.NextReviewAt - now > LongestReview)
        {
            throw new ArgumentException(
                "Say why, and give a next review in the future and within 366 days.", nameof(request));
        }

        return request;
    }

    private static void RequireHash(string hash)
    {
        if (!GoNoGoHash.IsValid(hash))
        {
            throw new ArgumentException("A hash is 64 lower-case hex digits.", nameof(hash));
        }
    }

    // Databases keep no more.
    private static DateTimeOffset Microseconds(DateTimeOffset instant)
    {
        var utc = instant.ToUniversalTime();
        return utc.AddTicks(-(utc.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
