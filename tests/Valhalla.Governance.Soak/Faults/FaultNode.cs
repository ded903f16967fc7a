using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Valhalla.Governance.Soak.Faults;

/// <summary>
/// A process under load: its callers reserve and settle with keys, log each answer before they go on, and ask again
/// with the same key when the store could not answer. Until the next line of its input, or its end.
/// </summary>
internal sealed class FaultNode(IRiskGuard guard, AcknowledgementLog log, FaultOrder order, CancellationToken stop)
{
    public const string Verb = "fault-node";
    public const string Ready = "ready";
    public const string Done = "done";

    private static readonly TimeSpan BeforeAskingAgain = TimeSpan.FromMilliseconds(20);

    public static async Task<int> RunAsync(TextReader input, TextWriter output)
    {
        var order = JsonSerializer.Deserialize<FaultOrder>((await input.ReadLineAsync())!)!;
        await using var host = await order.StartHostAsync();
        using var log = new AcknowledgementLog(order.LogPath);
        using var stop = new CancellationTokenSource();
        var node = new FaultNode(host.Services.GetRequiredService<IRiskGuard>(), log, order, stop.Token);
        var callers = Task.WhenAll(
            Enumerable.Range(0, order.Callers).Select(caller => Task.Run(() => node.CallAsync(caller))));
        await output.WriteLineAsync(Ready);
        await input.ReadLineAsync();
        await stop.CancelAsync();
        await callers;
        await output.WriteLineAsync(Done);
        return 0;
    }

    private async Task CallAsync(int caller)
    {
        var request = new FaultRequest(order.Node, caller, 0, IsSettle: false);
        string? reservationId = null;
        while (!stop.IsCancellationRequested)
        {
            var beganAt = TimeProvider.System.GetTimestamp();
            if (await AskAsync(request, reservationId) is not { } answer)
            {
                return;
            }

            var acknowledgement = new Acknowledgement(
                request, answer.ReservationId, answer.Status, beganAt, TimeProvider.System.GetTimestamp());
            log.Add(acknowledgement);
            reservationId = answer.ReservationId;
            request = request.NextAfter(acknowledgement);
        }
    }

    private async Task<FaultAnswer?> AskAsync(FaultRequest request, string? reservationId)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                var answer = await request.SendAsync(guard, reservationId);
                if (!answer.IsInFlight)
                {
                    return answer;
                }
            }
            catch (ValhallaStoreException)
            {
                // Nothing may be assumed: the same key tells.
            }

            await Task.Delay(BeforeAskingAgain, CancellationToken.None);
        }

        return null;
    }
}
