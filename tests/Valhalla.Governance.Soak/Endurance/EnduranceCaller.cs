using System.Globalization;
using Valhalla.Governance.Load.Measurement;

namespace Valhalla.Governance.Soak.Endurance;

/// <summary>
/// One of many callers: reserves with a key, settles or gives back most of it, and sometimes asks again with the same
/// key. Whatever an answer should not be ends the run.
/// </summary>
internal sealed class EnduranceCaller(int index, IRiskGuard guard, EnduranceCounts counts, KillWindow kills)
{
    private const int ReplaysOneOf = 16;
    private static readonly TimeSpan BeforeAskingAgain = TimeSpan.FromMilliseconds(20);
    private static readonly EngineName[] Engines = [new("WHOLESALE"), new("CAPITAL")];
    private readonly Random _random = new(index);
    private readonly LatencyHistogram _latencies = new();
    private long _number;

    /// <summary>Only to be read when the caller has stopped.</summary>
    public LatencyHistogram Latencies => _latencies;

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            _number++;
            var request = new ReserveRequest(
                Engines[index % Engines.Length], Money.FromUnits(_random.Next(1, 20 * (int)Money.UnitsPerCurrencyUnit)))
            {
                Actor = "soak",
                IdempotencyKey = KeyOf('r'),
            };
            var result = await ReserveAsync(request);
            if (_number % ReplaysOneOf == 0)
            {
                await ReplayAsync(request, result);
            }

            if (result.ReservationId is { } id)
            {
                await EndAsync(id, result.Amount);
            }
        }
    }

    private async Task<ReserveResult> ReserveAsync(ReserveRequest request)
    {
        counts.UsedKey();
        var killsBefore = kills.Current;
        var startedAt = TimeProvider.System.GetTimestamp();
        var result = await AskAsync(() => guard.ReserveAsync(request));
        _latencies.Record((long)TimeProvider.System.GetElapsedTime(startedAt).TotalNanoseconds, 1);
        if (result.Status is not (
            ReserveStatus.Granted or ReserveStatus.WouldExceedPolicy or ReserveStatus.KillSwitchEngaged))
        {
            throw new EnduranceException($"Key {request.IdempotencyKey} was answered {result.Status}.");
        }

        if (result.IsGranted && !result.IsReplay && killsBefore.IsEngaged && kills.Current == killsBefore)
        {
            throw new EnduranceException($"Key {request.IdempotencyKey} was granted after a kill.");
        }

        counts.Reserved(result.IsGranted);
        return result;
    }

    private async Task ReplayAsync(ReserveRequest request, ReserveResult first)
    {
        var again = await AskAsync(() => guard.ReserveAsync(request));
        if (!again.IsReplay || again.ReservationId != first.ReservationId || again.Status != first.Status)
        {
            throw new EnduranceException(
                $"Key {request.IdempotencyKey}: first {first.Status} {first.ReservationId}, then {again.Status} "
                + $"{again.ReservationId}, a replay: {again.IsReplay}.");
        }

        counts.Replayed();
    }

    private async Task EndAsync(ReservationId id, Money amount)
    {
        var choice = _random.Next(10);
        if (choice == 0)
        {
            // Left open.
            return;
        }

        var isSettle = choice < 4;
        counts.UsedKey();
        var result = await AskAsync(() => isSettle
            ? guard.SettleAsync(new SettleRequest
            {
                ReservationId = id,
                RealizedProfit = choice > 1 ? Money.FromUnits(3) : default,
                RealizedLoss = choice > 1 ? default : Money.FromUnits(1),
                Actor = "soak",
                IdempotencyKey = KeyOf('s'),
            })
            : guard.ReleaseAsync(new ReleaseRequest(id) { Actor = "soak", IdempotencyKey = KeyOf('g') }));
        if (!result.IsBooked || result.Amount != amount)
        {
            throw new EnduranceException($"{id} of {amount} was ended with {result.Status}, {result.Amount}.");
        }

        counts.Booked(isSettle);
    }

    private async Task<T> AskAsync<T>(Func<ValueTask<T>> ask)
    {
        while (true)
        {
            try
            {
                return await ask();
            }
            catch (ValhallaStoreException)
            {
                // Nothing may be assumed: the same key tells.
                counts.Retried();
            }

            await Task.Delay(BeforeAskingAgain, CancellationToken.None);
        }
    }

    private string KeyOf(char kind) => string.Create(CultureInfo.InvariantCulture, $"c{index}-{_number}-{kind}");
}
