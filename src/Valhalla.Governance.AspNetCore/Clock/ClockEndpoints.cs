using Microsoft.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Json;

namespace Valhalla.Governance.AspNetCore.Clock;

/// <summary>The endpoints of the store's clock.</summary>
internal static class ClockEndpoints
{
    private const string Tag = "Clock";

    public static IEnumerable<EndpointSpec> All { get; } =
    [
        new()
        {
            Verb = HttpMethods.Get, Path = "governance/clock", Name = "GetClock", Tag = Tag,
            Summary = "Shows the store's clock, and what is suspect about it.",
            Description = "While anything is, the runbook has the blocker clock_suspect.",
            Handler = GetAsync, Response = typeof(ClockBody),
        },
        new()
        {
            Verb = HttpMethods.Post, Path = "governance/clock/acknowledge", Name = "AcknowledgeClock", Tag = Tag,
            Summary = "Says that the store's clock is right as it is.",
            Description = "Needs a reason; audited. A ledger day that was held is let go, and one that lies ahead goes "
                + "on from there, one day at each midnight.",
            Handler = AcknowledgeAsync, Request = typeof(ClockAcknowledgeBody), Response = typeof(ClockBody),
            Parameters = Parameters.Of<IClockParameters>(nameof(IClockParameters.Acknowledge)),
        },
    ];

    private static async ValueTask<Answer> GetAsync(EndpointCall call) =>
        Of(await call.Get<IGovernanceClock>().GetStatusAsync(call.Aborted).ConfigureAwait(false));

    private static async ValueTask<Answer> AcknowledgeAsync(EndpointCall call)
    {
        var (body, refusal) = await call.ReadAsync(WireJson.Context.ClockAcknowledgeBody).ConfigureAwait(false);
        if (refusal is not null)
        {
            return refusal;
        }

        var author = call.Author(body.Actor);
        var reason = call.Reason(body.Reason);
        if (string.IsNullOrWhiteSpace(reason))
        {
            call.Errors.Add(
                "reason", "Say why: this change is audited with its reason.", ProblemCodes.ReasonRequired);
        }

        return call.Errors.Any
            ? call.Errors.ToAnswer()
            : Of(await call.Get<IGovernanceClock>().AcknowledgeAsync(author, reason!, call.Aborted)
                .ConfigureAwait(false));
    }

    private static Answer Of(ClockStatus status) => Answer.Json(
        new ClockBody
        {
            Ok = status.IsTrusted,
            Now = status.Now,
            Today = status.Today,
            LedgerDay = status.LedgerDay,
            LedgerDayHeld = status.IsLedgerDayHeld,
            LedgerDaysAhead = status.LedgerDaysAhead,
            Suspicions = status.Suspicions,
        },
        WireJson.Context.ClockBody);
}
