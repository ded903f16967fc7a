using SampleApi.Leads;
using Valhalla.Governance;

namespace LeadWalk;

/// <summary>Two weeks of a company that takes leads in, follows them up, and makes offers.</summary>
#pragma warning disable CA5394 // Nothing secret hangs on it, and it must be the same again.
public sealed class Walk(
    LeadFlow flow,
    IFollowUpLadder ladder,
    IBuyerLiquidity liquidity,
    IMarketPolicies markets,
    IOfferStrategy offers,
    IRiskGuard risk,
    ContactLog contacts,
    SimulatedClock clock)
{
    private const string Dialer = "dialer-1";
    private static readonly ChangeAuthor Author = new("lead_walk");
    private static readonly TimeSpan Tick = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Length = TimeSpan.FromDays(14);
    private readonly Dictionary<string, NewLead> _leads = [];
    private readonly HashSet<string> _offered = [];
    private readonly HashSet<string> _stopped = [];

    /// <summary>How many offers were not made, by reason.</summary>
    public Dictionary<string, int> Refusals { get; } = [];

    /// <summary>Opens the markets: zones, offers, caps, and buyers who have shown themselves.</summary>
    public async Task PrepareAsync(Random random, CancellationToken cancellationToken)
    {
        foreach (var (province, market, zone) in Leads.NamedMarkets)
        {
            await markets.UpsertPolicyAsync(
                new MarketPolicyChange(new ProvinceCode(province), Author)
                {
                    Market = new MarketName(market),
                    TimeZone = zone,
                },
                cancellationToken);
        }

        foreach (var province in ProvinceCode.All)
        {
            await offers.UpsertPolicyAsync(
                new OfferPolicyChange(province, Author) { Enabled = true, Fees = Money.FromDecimal(5_000) },
                cancellationToken);
            for (var buyer = 0; buyer < 40; buyer++)
            {
                await ReportBuyerAsync(province, null, random, cancellationToken);
            }
        }

        await SetCapsAsync("WHOLESALE", 8_000_000, cancellationToken);
        await SetCapsAsync("GLOBAL", 9_000_000, cancellationToken);
    }

    /// <summary>Lets the two weeks pass, and shows each day on <paramref name="progress"/>.</summary>
    public async Task RunAsync(
        IReadOnlyList<(DateTimeOffset At, NewLead Lead)> leads,
        DateTimeOffset start,
        Random random,
        TextWriter progress,
        CancellationToken cancellationToken)
    {
        var next = 0;
        for (var now = start; now < start + Length; now += Tick)
        {
            clock.Set(now);
            for (; next < leads.Count && leads[next].At <= now; next++)
            {
                await TakeInAsync(leads[next].Lead, random, cancellationToken);
            }

            await DialAsync(random, cancellationToken);
            if (now.TimeOfDay == TimeSpan.Zero)
            {
                await progress.WriteLineAsync(
                    $"{now:yyyy-MM-dd}: {next} leads, {contacts.Contacts} contacts, {contacts.Offers} offers");
            }
        }
    }

    private async Task TakeInAsync(NewLead lead, Random random, CancellationToken cancellationToken)
    {
        _leads.Add(lead.Id, lead);
        Count(lead, await flow.IntakeAsync(lead, cancellationToken));
        await SettleSomeAsync(lead, random, cancellationToken);
    }

    private async Task DialAsync(Random random, CancellationToken cancellationToken)
    {
        var claim = await ladder.ClaimAsync(Dialer, limit: 100, cancellationToken: cancellationToken);
        foreach (var task in claim.Tasks.Where(task => !_stopped.Contains(task.LeadId)))
        {
            // Somebody who has just replied or opted out is not contacted by what was claimed before.
            var lead = _leads[task.LeadId];
            await contacts.ContactAsync(lead, task.Channel, cancellationToken);
            await ladder.CompleteAsync(
                new CompleteFollowUpRequest(task.Id) { Actor = Dialer, Outcome = "sent", ClaimId = claim.ClaimId },
                cancellationToken);
            await ReportBuyerAsync(task.Province, task.Market, random, cancellationToken);
            if (random.NextDouble() < 0.15)
            {
                var reason = random.Next(4) == 0 ? FollowUpStopReason.OptedOut : FollowUpStopReason.Replied;
                await ladder.StopAsync(lead.Id, reason, Dialer, cancellationToken);
                _stopped.Add(lead.Id);
                if (reason == FollowUpStopReason.Replied && !_offered.Contains(lead.Id))
                {
                    Count(lead, await flow.OfferAsync(
                        lead, task.Province, task.Market, new(false, null, true, null, []), cancellationToken));
                    await SettleSomeAsync(lead, random, cancellationToken);
                }
            }
        }
    }

    private async Task ReportBuyerAsync(
        ProvinceCode province, MarketName? market, Random random, CancellationToken cancellationToken)
    {
        await ReportAsync(BuyerFeedbackKind.Contacted);
        if (random.NextDouble() < 0.65)
        {
            await ReportAsync(BuyerFeedbackKind.Responded);
        }

        if (random.NextDouble() < 0.28)
        {
            await ReportAsync(BuyerFeedbackKind.Closed);
        }

        async Task ReportAsync(BuyerFeedbackKind kind) => await liquidity.RecordFeedbackAsync(
            new BuyerFeedbackRequest(province, market ?? new MarketName("OTHER"), kind) { Actor = Dialer },
            cancellationToken);
    }

    private void Count(NewLead lead, LeadOutcome outcome)
    {
        if (outcome.OfferSent)
        {
            _offered.Add(lead.Id);
        }
        else if (outcome.Contacted)
        {
            var reason = outcome.Reason ?? "unknown";
            Refusals[reason] = Refusals.GetValueOrDefault(reason) + 1;
        }
    }

    private async Task SettleSomeAsync(NewLead lead, Random random, CancellationToken cancellationToken)
    {
        // Most offers are answered before long; the others hold their money until it expires.
        if (_offered.Contains(lead.Id) && random.NextDouble() < 0.8)
        {
            await risk.SettleAsync(
                new SettleRequest
                {
                    Engine = OfferRequest.DefaultEngine,
                    CorrelationId = lead.Id,
                    RealizedProfit = random.NextDouble() < 0.4 ? Money.FromDecimal(9_000) : Money.Zero,
                },
                cancellationToken);
        }
    }

    private async Task SetCapsAsync(string engine, decimal exposure, CancellationToken cancellationToken) =>
        await risk.UpsertPolicyAsync(
            new RiskPolicyChange(new EngineName(engine), Author)
            {
                MaxDailyExposure = Money.FromDecimal(exposure),
                Reason = "The walk makes offers for whole properties.",
            },
            cancellationToken);
}
#pragma warning restore CA5394
