using System.Net;

namespace Valhalla.Governance.SystemTests.Http;

/// <summary>The calls that many tests begin with.</summary>
public static class ControlPlaneCalls
{
    private const string Root = "/api/governance";
    private const int MaxLooks = 20_000;

    public static async Task EnableGoLiveAsync(this HttpClient client) =>
        (await client.SendAsync($"{Root}/go-live/enable", new { actor = "test" })).Expect(HttpStatusCode.OK);

    public static Task<Answer> EngageKillSwitchAsync(this HttpClient client) =>
        client.SendAsync($"{Root}/go-live/kill-switch/engage", new { actor = "test", reason = "drill" });

    public static Task<Answer> ReleaseKillSwitchAsync(this HttpClient client) =>
        client.SendAsync($"{Root}/go-live/kill-switch/release", new { actor = "test", reason = "drill over" });

    /// <summary>Sets the daily caps of an engine and enables it.</summary>
    public static async Task SetCapsAsync(this HttpClient client, string engine, decimal loss, decimal exposure) =>
        (await client.SendAsync(
            $"{Root}/risk/policies/upsert",
            new
            {
                engine,
                enabled = true,
                max_daily_loss = loss,
                max_daily_exposure = exposure,
                changed_by = "test",
            })).Expect(HttpStatusCode.OK);

    /// <summary>Reserves; a denial is an answer here, 200 with <c>ok: false</c>.</summary>
    public static Task<Answer> ReserveAsync(
        this HttpClient client, string engine, decimal amount, string? key = null) =>
        client.SendAsync(
            $"{Root}/risk/check-and-reserve",
            new { engine, amount, actor = "test", correlation_id = key ?? "test" },
            key);

    public static Task<Answer> SettleAsync(
        this HttpClient client, string reservationId, decimal loss, decimal profit) =>
        client.SendAsync(
            $"{Root}/risk/settle",
            loss > 0
                ? new { reservation_id = reservationId, realized_loss = loss, actor = "test" }
                : new { reservation_id = reservationId, realized_profit = profit, actor = "test" });

    public static Task<Answer> ReleaseAsync(this HttpClient client, string reservationId) =>
        client.SendAsync($"{Root}/risk/release", new { reservation_id = reservationId, actor = "test" });

    public static Task<Answer> AddDealAsync(this HttpClient client) =>
        client.SendAsync("/api/deals", new { address = "12 Main Street", askingPrice = 250_000 });

    /// <summary>Adds deals until one is answered as expected; not a limit on how long that takes.</summary>
    public static async Task AddDealsUntilAsync(this HttpClient client, HttpStatusCode expected)
    {
        for (var look = 0; look < MaxLooks; look++)
        {
            if ((await client.AddDealAsync()).Status == expected)
            {
                return;
            }
        }

        Assert.Fail($"The process never answered {expected} in {MaxLooks} looks.");
    }
}
