using Valhalla.Governance;

namespace Snippets;

internal static class MarketPolicySnippets
{
    public static async Task<ContactResult> CheckAsync(
        IMarketPolicies markets, CancellationToken cancellationToken)
    {
        #region market-policy-check
        // Saturday, 2026-12-05, 09:30 in Toronto: weekends open at 10:00.
        var answer = await markets.CanContactAsync(
            new ContactRequest(new ProvinceCode("ON"), ContactChannel.Call)
            {
                Market = new MarketName("TORONTO"),
                At = new DateTimeOffset(2026, 12, 5, 14, 30, 0, TimeSpan.Zero),
            },
            cancellationToken);
        if (!answer.Ok)
        {
            Console.WriteLine($"{answer.Status}, not before {answer.NextAllowedAt:u}");
        }
        #endregion
        return answer;
    }

    public static async Task NarrowAsync(IMarketPolicies markets, CancellationToken cancellationToken)
    {
        #region market-policy-narrow
        await markets.UpsertPolicyAsync(
            new MarketPolicyChange(new ProvinceCode("ON"), new ChangeAuthor("ann"))
            {
                Market = new MarketName("TORONTO"),
                TimeZone = "America/Toronto",
                Windows = ContactWindows.Parse("monday=09:00-12:00,13:00-20:00;saturday=10:00-18:00"),
                MinLeadScore = 40,
                Reason = "No calls at lunch",
            },
            cancellationToken);
        #endregion
    }
}
