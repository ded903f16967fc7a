using Valhalla.Governance;

namespace SampleApi.Wholesale;

/// <summary>
/// One offer from beginning to end: reserve the money, ask the AI, send, settle. Every step leaves a KPI, so that the
/// regression tripwire sees when the flow gets worse.
/// </summary>
public sealed class OfferFlow(IRiskGuard risk, IKpiEmitter kpi, OfferModel model, SimulatedBuyer buyer)
{
    private const string Domain = "WHOLESALE";

    /// <summary>Sends an offer.</summary>
    public async Task<OfferResponse> SendAsync(OfferRequest offer, CancellationToken cancellationToken)
    {
        var correlationId = offer.CorrelationId ?? offer.Id;

        // 1. Reserve risk capacity. A denial is an answer, not an exception.
        var reserved = await risk.ReserveAsync(
            Domain, offer.Amount, "offer_sender", correlationId, cancellationToken: cancellationToken);
        if (!reserved.IsGranted)
        {
            var why = new Dictionary<string, object?> { ["reason"] = reserved.Code };
            kpi.Fail(Domain, "risk_denied", "system", correlationId, why);
            return new OfferResponse(Ok: false, reserved.Code);
        }

        kpi.Success(Domain, "risk_reserved", "system", correlationId);
        try
        {
            return await SendReservedAsync(offer, reserved.ReservationId!.Value, correlationId, cancellationToken);
        }
        catch
        {
            // Whatever went wrong, the money is not bound any longer.
            await ReleaseAsync(reserved.ReservationId!.Value);
            throw;
        }
    }

    private async Task<OfferResponse> SendReservedAsync(
        OfferRequest offer, ReservationId reservation, string correlationId, CancellationToken cancellationToken)
    {
        // 2. Get the AI's recommendation. TimeAsync records the time, and success or failure.
        var eligible = await kpi.TimeAsync(
            Domain,
            "heimdall_recommendation",
            async step =>
            {
                var judged = await model.RecommendAsync(offer, cancellationToken);
                if (!judged.ProdEligible)
                {
                    step.Fail("Recommendation not production eligible");
                }

                return judged.ProdEligible;
            },
            "heimdall",
            correlationId);
        if (!eligible)
        {
            await ReleaseAsync(reservation);
            return new OfferResponse(Ok: false, "recommendation_not_eligible");
        }

        // 3. Send the offer to the buyer.
        var response = await kpi.TimeAsync(
            Domain,
            "offer_sent",
            _ => buyer.SendAsync(offer, cancellationToken),
            "broker",
            correlationId,
            new Dictionary<string, object?> { ["offer_id"] = offer.Id });

        // 4. Record the response, and settle or give back what was reserved.
        if (response.Accepted)
        {
            var detail = new Dictionary<string, object?> { ["response_time_sec"] = response.ResponseSeconds };
            kpi.Success(Domain, "contract_accepted", "buyer", correlationId, detail);
            await risk.SettleAsync(
                new SettleRequest { ReservationId = reservation, RealizedLoss = Money.Zero }, CancellationToken.None);
            kpi.Success(Domain, "risk_settled", "system", correlationId);
        }
        else
        {
            kpi.Fail(Domain, "contract_declined", "buyer", correlationId);
            await ReleaseAsync(reservation);
        }

        return new OfferResponse(Ok: true, Response: response);
    }

    private async Task ReleaseAsync(ReservationId reservation) =>
        await risk.ReleaseAsync(new ReleaseRequest(reservation), CancellationToken.None);
}
