using Valhalla.Governance;

namespace SampleApi.Leads;

/// <summary>
/// A lead from its arrival to an offer, in ten steps: contact it lawfully, follow up, look at the market, compute an
/// offer within bounds, reserve its risk, send it.
/// </summary>
public sealed class LeadFlow(
    IMarketPolicies markets,
    IFollowUpLadder ladder,
    IBuyerLiquidity liquidity,
    IOfferStrategy offers,
    IRiskGuard risk,
    IKpiEmitter kpi,
    ILeadChannel channel,
    TimeProvider time)
{
    private const string Actor = "lead_intake";

    /// <summary>Takes a lead in.</summary>
    public async Task<LeadOutcome> IntakeAsync(NewLead lead, CancellationToken cancellationToken)
    {
        var province = new ProvinceCode(lead.Province);
        MarketName? market = lead.Market is { } name ? new MarketName(name) : null;

        // 1. May this person be contacted now?
        var contact = await markets.CanContactAsync(
            new ContactRequest(province, ContactChannel.Sms) { Market = market, LeadScore = lead.Score },
            cancellationToken);
        if (contact.Status == ContactStatus.LeadScoreBelowMinimum)
        {
            return new LeadOutcome(false, "lead_score_below_minimum", false, null, []);
        }

        // 2 and 3. Plan six follow-ups, each inside a contact window; the ladder records ladder_created itself.
        var planned = await ladder.CreateAsync(
            new CreateLadderRequest(lead.Id, province) { Market = market, Actor = Actor, CorrelationId = lead.Id },
            cancellationToken);
        var outcome = new LeadOutcome(
            false, null, false, contact.NextAllowedAt, [.. planned.Tasks.Select(task => task.DueAt)]);
        if (!contact.Ok || FirstDue(planned) is not { } first)
        {
            return outcome with { Reason = "contact_later" };
        }

        // 4 and 5. Carry out the first task; completing it records followup_completed.
        await channel.ContactAsync(lead, first.Channel, cancellationToken);
        await ladder.CompleteAsync(
            new CompleteFollowUpRequest(first.Id) { Actor = Actor, Outcome = "sent" }, CancellationToken.None);
        return await OfferAsync(
            lead, province, market, outcome with { Contacted = true, NextAllowedAt = null }, cancellationToken);
    }

    /// <summary>Makes a contacted lead an offer, if the market and the bounds allow one.</summary>
    public async Task<LeadOutcome> OfferAsync(
        NewLead lead,
        ProvinceCode province,
        MarketName? market,
        LeadOutcome outcome,
        CancellationToken cancellationToken)
    {
        // 6. Does the market buy?
        var score = await liquidity.GetScoreAsync(province, market, cancellationToken: cancellationToken);
        outcome = outcome with { LiquidityScore = score.Score };
        if (score.IsCold)
        {
            return outcome with { Reason = "market_too_cold" };
        }

        // 7 to 9. Compute the offer, record offer_generated, and reserve its risk, in one call and once for a lead.
        var offer = await offers.ComputeAsync(
            new OfferRequest(province, Money.FromDecimal(lead.Arv), Money.FromDecimal(lead.Repairs))
            {
                Market = market,
                LeadId = lead.Id,
                Reserve = OfferRequest.DefaultEngine,
                Actor = Actor,
                CorrelationId = lead.Id,
                IdempotencyKey = "lead-offer-" + lead.Id,
            },
            cancellationToken);
        outcome = outcome with { EvidenceId = offer.EvidenceId };
        if (!offer.IsOk || offer.Calculation?.Mao is not { } amount)
        {
            return outcome with { Reason = offer.Reason };
        }

        // 10. Send it.
        var reservation = offer.Reservation?.ReservationId;
        await SendAsync(lead, amount, reservation, cancellationToken);
        return outcome with
        {
            OfferSent = true,
            Offer = amount.ToDecimal(),
            ReservationId = reservation?.ToString(),
        };
    }

    private async Task SendAsync(
        NewLead lead, Money amount, ReservationId? reservation, CancellationToken cancellationToken)
    {
        using var step = kpi.TimedStep("WHOLESALE", "offer_sent", Actor, lead.Id);
        try
        {
            await channel.SendOfferAsync(lead, amount, cancellationToken);
            step.Succeed();
        }
        catch
        {
            // An offer that did not go out binds no money.
            step.Fail("The offer was not sent.");
            if (reservation is { } id)
            {
                await risk.ReleaseAsync(new ReleaseRequest(id), CancellationToken.None);
            }

            throw;
        }
    }

    private FollowUpTask? FirstDue(CreateLadderResult planned) =>
        planned.Tasks.FirstOrDefault(task => task.Step == 1 && task.DueAt <= time.GetUtcNow());
}
