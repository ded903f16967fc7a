using System.Globalization;
using Valhalla.Governance.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Json;

namespace Valhalla.Governance.AspNetCore.Drill;

/// <summary>Runs drills of the kill switch and shows them.</summary>
internal static class DrillHandlers
{
    private const int Shown = 20;

    public static async ValueTask<Answer> RunAsync(EndpointCall call)
    {
        var (body, refusal) = await call.ReadAsync(WireJson.Context.GoLiveChangeBody).ConfigureAwait(false);
        if (refusal is not null)
        {
            return refusal;
        }

        var author = call.Author(body.Actor);
        var reason = call.Reason(body.Reason);
        if (call.Errors.Any)
        {
            return call.Errors.ToAnswer();
        }

        var result = await call.Get<IKillSwitchDrill>().RunAsync(author, reason, call.Aborted).ConfigureAwait(false);
        return result.WasRunning
            ? Refusals.Conflict(ProblemCodes.DrillRunning, string.Create(
                CultureInfo.InvariantCulture,
                $"Drill {result.Drill.Id} runs since {result.Drill.StartedAt:u}. Wait for its end, at the latest "
                + $"{result.Drill.Deadline:u}, and begin again."))
            : Answer.Json(
                new DrillAnswer
                {
                    Ok = result.Drill.Status == KillSwitchDrillStatus.Passed,
                    Drill = DrillShapes.Of(result.Drill),
                },
                WireJson.Context.DrillAnswer);
    }

    public static async ValueTask<Answer> ListAsync(EndpointCall call)
    {
        var drill = call.Get<IKillSwitchDrill>();
        var drills = await drill.ListAsync(Shown, call.Aborted).ConfigureAwait(false);
        return Answer.Json(
            new DrillsBody { Build = drill.Build, Drills = [.. drills.Select(DrillShapes.Of)] },
            WireJson.Context.DrillsBody);
    }
}
