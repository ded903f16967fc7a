using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using Valhalla.Governance.SystemTests.Http;

namespace Valhalla.Governance.SystemTests.Faults;

/// <summary>Callers who reserve until nobody answers, and remember what they asked and what they were told.</summary>
public sealed class CrashLoad(HttpClient client, int round)
{
    private const int Callers = 8;
    private const int OverAnyCap = 1_000_000;
    private readonly ConcurrentDictionary<string, decimal> _asked = new();
    private readonly ConcurrentDictionary<string, Told> _told = new();

    /// <summary>Answers by idempotency key.</summary>
    public IReadOnlyDictionary<string, Told> Acknowledged => _told;

    /// <summary>Amounts by idempotency key, of the requests that nobody answered.</summary>
    public IReadOnlyDictionary<string, decimal> Unanswered =>
        _asked.Where(asked => !_told.ContainsKey(asked.Key)).ToDictionary();

    /// <summary>Calls until the connection breaks.</summary>
    /// <param name="acknowledgements">How many answers complete <paramref name="reached"/>.</param>
    /// <param name="reached">Told that there have been so many answers.</param>
    public Task RunAsync(int acknowledgements, TaskCompletionSource reached) => Task.WhenAll(
        Enumerable.Range(0, Callers).Select(caller => CallAsync(caller, acknowledgements, reached)));

    private async Task CallAsync(int caller, int acknowledgements, TaskCompletionSource reached)
    {
        for (var number = 0; ; number++)
        {
            var key = string.Create(CultureInfo.InvariantCulture, $"round{round}-caller{caller}-{number}");

            // Some are denied: a denial is an answer to keep, too.
            var amount = number % 7 == 3 ? OverAnyCap : (number % 50) + 0.0001m;
            _asked[key] = amount;
            try
            {
                var answer = await client.ReserveAsync("WHOLESALE", amount, key);
                if (answer.Status != HttpStatusCode.OK)
                {
                    throw new HttpRequestException($"Not answered by the ledger: {answer.Text}");
                }

                _told[key] = new Told((string?)answer.Json["reservation_id"], (string?)answer.Json["reason"]);
            }
            catch (Exception error) when (error is HttpRequestException or OperationCanceledException or IOException)
            {
                reached.TrySetResult();
                return;
            }

            if (_told.Count >= acknowledgements)
            {
                reached.TrySetResult();
            }
        }
    }

    /// <summary>An answer.</summary>
    /// <param name="ReservationId">The reservation, when granted.</param>
    /// <param name="Reason">Why not, when denied.</param>
    public sealed record Told(string? ReservationId, string? Reason);
}
