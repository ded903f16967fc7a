using System.Collections.Concurrent;
using System.Text.Json;
using Valhalla.Governance.Idempotency;
using Valhalla.Governance.Operations.Policies;
using Valhalla.Governance.Storage;

namespace Valhalla.Governance.Operations.Offers;

/// <inheritdoc cref="IOfferStrategy" />
internal sealed class OfferStrategy(
    OperationsPolicyState policies,
    IOfferStore store,
    OfferReservations reservations,
    IKpiEmitter kpi,
    OfferMetrics metrics,
    IStoreClock clock) : IOfferStrategy
{
    private static readonly DomainName KpiDomain = new("OFFERS");
    private static readonly MetricName KpiMetric = new("offer_generated");

    private readonly ConcurrentDictionary<string, byte> _inFlight = new(StringComparer.Ordinal);

    public async ValueTask<IReadOnlyList<OfferPolicy>> GetPoliciesAsync(CancellationToken cancellationToken)
    {
        var read = await policies.RefreshAsync(cancellationToken).ConfigureAwait(false);
        return [.. read.OfferPolicies.Values.OrderBy(policy => policy.Province)];
    }

    public async ValueTask<OfferPolicy> UpsertPolicyAsync(
        OfferPolicyChange change, CancellationToken cancellationToken)
    {
        OfferPolicyRules.Validate(change);
        var committed = await policies.CommitAsync(
            (current, now) => OfferPolicyRules.Upsert(current, change, now), cancellationToken).ConfigureAwait(false);
        return committed.OfferPolicies[change.Province];
    }

    public async ValueTask<OfferResult> ComputeAsync(OfferRequest request, CancellationToken cancellationToken)
    {
        var comps = OfferRequests.Validate(request);
        if (request.IdempotencyKey is { } key && !_inFlight.TryAdd(key, 0))
        {
            return Refused(IdempotencyStatus.InFlight);
        }

        try
        {
            var ticket = OfferRequests.TicketOf(request);
            if (ticket is not null
                && await store.FindAnswerAsync(ticket, cancellationToken).ConfigureAwait(false) is { } earlier)
            {
                return Replay(ticket, earlier);
            }

            var result = await DecideAsync(request, comps, ticket, cancellationToken).ConfigureAwait(false);
            if (result.Idempotency == IdempotencyStatus.Fresh)
            {
                Report(request, result);
            }

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

    public ValueTask<OfferEvidence?> FindEvidenceAsync(long id, CancellationToken cancellationToken) =>
        store.FindAsync(id, cancellationToken);

    private async ValueTask<OfferResult> DecideAsync(
        OfferRequest request, int comps, IdempotencyTicket? ticket, CancellationToken cancellationToken)
    {
        // Read from the store: a policy that another node has just disabled makes no more offers.
        var read = await policies.RefreshAsync(cancellationToken).ConfigureAwait(false);
        if (!read.OfferPolicies.TryGetValue(request.Province, out var policy))
        {
            return new OfferResult { Status = OfferStatus.PolicyMissing };
        }

        var (status, calculation) = OfferRules.Decide(policy, request.Arv, request.Repairs, request.Fees, comps);
        ReserveResult? reserved = null;
        if (status == OfferStatus.Ok && request.Reserve is { } engine)
        {
            reserved = await reservations
                .ReserveAsync(request, engine, calculation!.Mao!.Value, cancellationToken).ConfigureAwait(false);
            status = reserved.IsGranted ? OfferStatus.Ok : OfferStatus.RiskDenied;

            // What is reserved gets its evidence, even if the caller has gone.
            cancellationToken = CancellationToken.None;
        }

        var result = new OfferResult
        {
            Status = status,
            Calculation = calculation,
            PolicyVersion = policy.Version,
            Reservation = reserved,
        };
        return await StoreAsync(request, policy, result, ticket, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<OfferResult> StoreAsync(
        OfferRequest request,
        OfferPolicy policy,
        OfferResult result,
        IdempotencyTicket? ticket,
        CancellationToken cancellationToken)
    {
        OfferAppendResult appended;
        try
        {
            var now = await clock.GetAsync(cancellationToken).ConfigureAwait(false);
            var evidence = OfferEvidenceHash.Seal(NewEvidence(request, policy, result, now));
            result = result with { Hash = evidence.Hash };
            appended = await store.AppendAsync(
                evidence,
                ticket,
                id => OfferAnswers.Write(result with { EvidenceId = id }),
                cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            // Whatever it was: without evidence there is no offer, and nothing may stay reserved for it.
            await reservations.AbandonAsync(request, result.Reservation).ConfigureAwait(false);
            throw;
        }

        return appended.Earlier is { } earlier
            ? Replay(ticket!, earlier)
            : result with { EvidenceId = appended.Id };
    }

    private static OfferEvidence NewEvidence(
        OfferRequest request, OfferPolicy policy, OfferResult result, DateTimeOffset now) => new()
        {
            Province = request.Province,
            Market = request.Market,
            LeadId = request.LeadId,
            Arv = request.Arv,
            Repairs = request.Repairs,
            Fees = request.Fees ?? policy.Fees,
            MultiplierBasisPoints = policy.MultiplierBasisPoints,
            Mao = result.Calculation?.Mao,
            Reason = result.Reason,
            PolicyVersion = policy.Version,
            CompsJson = request.CompsJson,
            AssumptionsJson = request.AssumptionsJson,
            ReservationId = result.Reservation?.ReservationId,
            Actor = request.Actor,
            CorrelationId = request.CorrelationId,
            CreatedAt = now,
        };

    private void Report(OfferRequest request, OfferResult result)
    {
        metrics.Computed(request.Province, result);
        kpi.Emit(new KpiEvent
        {
            Domain = KpiDomain,
            Metric = KpiMetric,
            Success = result.IsOk,
            Value = result.Calculation?.Mao is { } mao ? (double)mao.ToDecimal() : null,
            Actor = request.Actor,
            CorrelationId = request.CorrelationId,
            DetailJson = JsonSerializer.Serialize(
                new OfferKpiDetail(request.Province.Value, result.EvidenceId, result.Reason),
                OfferJsonContext.Default.OfferKpiDetail),
        });
    }

    private static OfferResult Replay(IdempotencyTicket ticket, StoredAnswer earlier) =>
        string.Equals(earlier.RequestHash, ticket.RequestHash, StringComparison.Ordinal)
            ? OfferAnswers.Read(earlier.AnswerJson)
            : Refused(IdempotencyStatus.KeyReused);

    private static OfferResult Refused(IdempotencyStatus status) =>
        new() { Status = OfferStatus.PolicyMissing, Idempotency = status };
}
