using System.Globalization;
using Valhalla.Governance.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Json;

namespace Valhalla.Governance.AspNetCore.Heimdall;

/// <summary>What the Heimdall charter shows.</summary>
internal static class HeimdallReads
{
    private const int DefaultDays = 30;
    private const int MaxDays = 366;

    public static async ValueTask<Answer> ListPoliciesAsync(EndpointCall call)
    {
        var policies = await call.Get<IHeimdallCharter>().GetPoliciesAsync(call.Aborted).ConfigureAwait(false);
        return Answer.Json<IReadOnlyList<HeimdallPolicyBody>>(
            [.. policies.Select(HeimdallShapes.Of)], WireJson.Context.HeimdallPolicies);
    }

    public static ValueTask<Answer> GetScorecardAsync(EndpointCall call) =>
        ReadAsync(call, ReadDays(call), ScorecardAnswer);

    public static ValueTask<Answer> GetScorecardTodayAsync(EndpointCall call) =>
        ReadAsync(call, days: 1, ScorecardAnswer);

    public static ValueTask<Answer> GetCalibrationAsync(EndpointCall call) =>
        ReadAsync(call, ReadDays(call), static cards => Answer.Json<IReadOnlyList<CalibrationBody>>(
            [.. cards.Select(HeimdallShapes.CalibrationOf)], WireJson.Context.Calibrations));

    public static async ValueTask<Answer> GetSnapshotAsync(EndpointCall call)
    {
        var domains = await call.Get<IHeimdallCharter>().GetSnapshotAsync(call.Aborted).ConfigureAwait(false);
        return Answer.Json(
            new HeimdallSnapshotBody { Domains = [.. domains.Select(HeimdallShapes.Of)] },
            WireJson.Context.HeimdallSnapshotBody);
    }

    private static Answer ScorecardAnswer(IReadOnlyList<HeimdallScorecard> cards) =>
        Answer.Json<IReadOnlyList<ScorecardBody>>(
            [.. cards.Select(HeimdallShapes.Of)], WireJson.Context.Scorecards);

    private static async ValueTask<Answer> ReadAsync(
        EndpointCall call, int days, Func<IReadOnlyList<HeimdallScorecard>, Answer> shape)
    {
        var domain = call.Errors.OptionalDomain("domain", call.Query("domain"));
        var version = call.Errors.Text("model_version", call.Query("model_version"), WireText.MaxModelVersionLength);
        return call.Errors.Any
            ? call.Errors.ToAnswer()
            : shape(await call.Get<IHeimdallCharter>().GetScorecardsAsync(domain, version, days, call.Aborted)
                .ConfigureAwait(false));
    }

    private static int ReadDays(EndpointCall call)
    {
        if (call.Query("days") is not { } text)
        {
            return DefaultDays;
        }

        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var days)
            && days is >= 1 and <= MaxDays)
        {
            return days;
        }

        call.Errors.Add("days", "1 to 366 is allowed.");
        return DefaultDays;
    }
}
