using Valhalla.Governance;

namespace Snippets;

internal static class OfferSnippets
{
    public static async Task<OfferResult> ComputeAsync(IOfferStrategy offers, CancellationToken cancellationToken)
    {
        #region offers-compute
        var ontario = new ProvinceCode("ON");
        await offers.UpsertPolicyAsync(
            new OfferPolicyChange(ontario, new ChangeAuthor("anna"))
            {
                Enabled = true,
                MultiplierBasisPoints = 7_000,
                Fees = Money.FromDecimal(2_500),
                MinOffer = Money.FromDecimal(20_000),
                MaxOffer = Money.FromDecimal(600_000),
                MinComps = 2,
            },
            cancellationToken);

        var offer = await offers.ComputeAsync(
            new OfferRequest(ontario, Arv: Money.FromDecimal(450_000), Repairs: Money.FromDecimal(50_000))
            {
                Market = new MarketName("TORONTO"),
                LeadId = "lead-789",
                CompsJson = """[{"price":440000},{"price":460000}]""",
                AssumptionsJson = """{"days_to_close":45}""",
                Actor = "offer_sender",
                IdempotencyKey = "offer-789",
            },
            cancellationToken);

        // 450 000 × 0.70 − 50 000 − 2 500 = 262 500
        Console.WriteLine(offer.IsOk
            ? $"Offer at most {offer.Calculation!.Mao}, evidence {offer.EvidenceId}."
            : $"No offer: {offer.Reason}.");
        #endregion
        return offer;
    }

    public static async Task ReserveAsync(
        IOfferStrategy offers, OfferRequest request, Func<Money, Task> sendOffer, CancellationToken cancellationToken)
    {
        #region offers-reserve
        var offer = await offers.ComputeAsync(
            request with { Reserve = OfferRequest.DefaultEngine, ReserveTimeToLive = TimeSpan.FromDays(7) },
            cancellationToken);
        if (!offer.IsOk)
        {
            // would_exceed_policy, kill_switch_engaged, policy_disabled, ...
            Console.WriteLine($"Not made: {offer.Reason}.");
            return;
        }

        await sendOffer(offer.Calculation!.Mao!.Value);
        #endregion
    }

    public static async Task VerifyAsync(IOfferStrategy offers, long evidenceId, CancellationToken cancellationToken)
    {
        #region offers-evidence
        var evidence = await offers.FindEvidenceAsync(evidenceId, cancellationToken);
        if (evidence is not null && !evidence.HasValidHash())
        {
            Console.WriteLine($"Evidence {evidenceId} was changed after it was stored.");
        }
        #endregion
    }
}
