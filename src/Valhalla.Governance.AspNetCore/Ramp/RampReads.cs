using System.Globalization;
using Valhalla.Governance.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Json;
using Valhalla.Governance.Ramp;

namespace Valhalla.Governance.AspNetCore.Ramp;

/// <summary>What the influence ramp is asked.</summary>
internal static class RampReads
{
    public static async ValueTask<Answer> GetInfluenceAsync(EndpointCall call)
    {
        var status = await call.Get<IInfluenceRamp>().GetStatusAsync(call.Aborted).ConfigureAwait(false);
        return Answer.Json(RampShapes.Of(status), WireJson.Context.RampStatusBody);
    }

    public static ValueTask<Answer> DecideAsync(EndpointCall call)
    {
        var unit = call.Errors.Text("unit", call.Query("unit"), RampObservations.MaxUnitLength);
        if (unit is null)
        {
            call.Errors.Add("unit", "The field is needed.");
        }

        if (call.Errors.Any)
        {
            return ValueTask.FromResult(call.Errors.ToAnswer());
        }

        var ramp = call.Get<IInfluenceRamp>();
        return ValueTask.FromResult(Answer.Json(
            new InfluenceDecisionBody
            {
                Unit = unit!,
                Decision = WireNames.CapitalsOf(ramp.Decide(unit)),
                InfluenceBps = ramp.Current.BasisPoints,
                Step = ramp.Current.Step,
            },
            WireJson.Context.InfluenceDecisionBody));
    }

    public static async ValueTask<Answer> CompareAsync(EndpointCall call)
    {
        long? step = null;
        if (call.Query("step") is { } text)
        {
            if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                step = number;
            }
            else
            {
                call.Errors.Add("step", "A step is a whole number from 0 on.");
            }
        }

        if (call.Errors.Any)
        {
            return call.Errors.ToAnswer();
        }

        var comparison = await call.Get<IInfluenceRamp>().CompareAsync(step, call.Aborted).ConfigureAwait(false);
        return Answer.Json(RampShapes.Of(comparison), WireJson.Context.RampComparisonBody);
    }
}
