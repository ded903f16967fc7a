using System.Collections.Concurrent;
using System.Net;
using Valhalla.Governance.SystemTests.Http;

namespace Valhalla.Governance.SystemTests.Ledger;

/// <summary>Callers who reserve, settle and give back as fast as they are answered, by a seed.</summary>
public sealed class LedgerLoad(int seed)
{
    private static readonly string[] Engines = ["WHOLESALE", "CAPITAL"];
    private int _granted;
    private int _denied;

    /// <summary>How many reservations were granted.</summary>
    public int Granted => _granted;

    /// <summary>How many were denied.</summary>
    public int Denied => _denied;

    /// <summary>The reasons of the denials.</summary>
    public ConcurrentDictionary<string, int> Reasons { get; } = new();

    /// <summary>Runs so many callers with so many requests each.</summary>
    public Task RunAsync(IReadOnlyList<HttpClient> clients, int callers, int requestsEach) => Task.WhenAll(
        Enumerable.Range(0, callers).Select(
            caller => CallAsync(clients[caller % clients.Count], new Random(seed + caller), requestsEach)));

    private async Task CallAsync(HttpClient client, Random random, int requests)
    {
        for (var request = 0; request < requests; request++)
        {
            // From 1/10 000 to 20 units, with all four decimals in use.
            var amount = random.Next(1, 200_000) / 10_000m;
            var answer = await client.ReserveAsync(Engines[random.Next(Engines.Length)], amount);
            if (!answer.Expect(HttpStatusCode.OK).Json["ok"]!.GetValue<bool>())
            {
                Interlocked.Increment(ref _denied);
                Reasons.AddOrUpdate((string)answer.Json["reason"]!, 1, (_, count) => count + 1);
                continue;
            }

            Interlocked.Increment(ref _granted);
            await EndAsync(client, (string)answer.Json["reservation_id"]!, random);
        }
    }

    private static async Task EndAsync(HttpClient client, string id, Random random)
    {
        switch (random.Next(4))
        {
            case 0:
                (await client.SettleAsync(id, loss: random.Next(1, 50) / 10_000m, profit: 0)).Expect(HttpStatusCode.OK);
                break;
            case 1:
                (await client.SettleAsync(id, loss: 0, profit: random.Next(1, 50) / 10_000m)).Expect(HttpStatusCode.OK);
                break;
            case 2:
                (await client.ReleaseAsync(id)).Expect(HttpStatusCode.OK);
                break;
            default:
                // Left open.
                break;
        }
    }
}
