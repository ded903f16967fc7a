using Valhalla.Governance;

namespace Snippets;

internal static class RiskSnippets
{
    public static async Task ReserveAsync(
        IRiskGuard risk, Func<Task<decimal>> sendOffer, CancellationToken cancellationToken)
    {
        #region risk-reserve
        var reserved = await risk.ReserveAsync(
            "WHOLESALE", 500m, actor: "offer_sender", correlationId: "deal_789", idempotencyKey: "offer-789",
            cancellationToken: cancellationToken);
        if (!reserved.IsGranted)
        {
            foreach (var violation in reserved.Violations)
            {
                Console.WriteLine($"{violation.Scope} {violation.Limit}: {violation.Shortfall} too much");
            }

            return;
        }

        var loss = await sendOffer();

        await risk.SettleAsync(
            new SettleRequest
            {
                ReservationId = reserved.ReservationId,
                RealizedLoss = Money.FromDecimal(loss),
                Actor = "offer_sender",
                IdempotencyKey = "settle-789",
            },
            CancellationToken.None);
        #endregion
    }

    public static async Task ReserveOrThrowAsync(IRiskGuard risk, CancellationToken cancellationToken)
    {
        #region risk-reserve-or-throw
        var request = new ReserveRequest(new EngineName("CAPITAL"), Money.FromDecimal(125.50m))
        {
            Actor = "router",
            TimeToLive = TimeSpan.FromMinutes(15),
        };
        try
        {
            var reserved = await risk.ReserveOrThrowAsync(request, cancellationToken);
            Console.WriteLine($"Reserved as {reserved.ReservationId}.");
        }
        catch (RiskDeniedException denied)
        {
            Console.WriteLine($"Denied: {denied.Message}.");
        }
        #endregion
    }

    public static async Task PolicyAsync(IRiskGuard risk, CancellationToken cancellationToken)
    {
        #region risk-policy
        await risk.UpsertPolicyAsync(
            new RiskPolicyChange(new EngineName("WHOLESALE"), new ChangeAuthor("ann"))
            {
                MaxDailyExposure = Money.FromDecimal(1_200m),
                WorstCaseLossBasisPoints = 1_000, // 10 % of what is open counts as lost.
                Reason = "More capacity for the spring campaign",
            },
            cancellationToken);
        #endregion
    }
}
