using Microsoft.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Risk;

/// <summary>The endpoints of the risk guard.</summary>
internal static class RiskEndpoints
{
    private const string Tag = "Risk guard";
    private const string Base = "governance/risk/";

    public static IEnumerable<EndpointSpec> All { get; } =
    [
        new()
        {
            Verb = HttpMethods.Get, Path = Base + "policies", Name = "ListRiskPolicies", Tag = Tag,
            Summary = "Lists the risk policies.",
            Description = "GLOBAL first, then by name. Amounts are in currency units.",
            Handler = RiskReads.ListPoliciesAsync, Response = typeof(IReadOnlyList<RiskPolicyBody>),
        },
        new()
        {
            Verb = HttpMethods.Post, Path = Base + "policies/upsert", Name = "UpsertRiskPolicy", Tag = Tag,
            Summary = "Creates or changes a risk policy.",
            Description = "What is absent stays as it is. Fields may be JSON, form or query fields.",
            Handler = RiskWrites.UpsertPolicyAsync, Request = typeof(RiskPolicyUpsert), AcceptsForm = true,
            Response = typeof(RiskPolicyAnswer), Refusals = [StatusCodes.Status422UnprocessableEntity],
            Parameters = Parameters.Of<IRiskParameters>(nameof(IRiskParameters.UpsertPolicy)),
        },
        new()
        {
            Verb = HttpMethods.Post, Path = Base + "check-and-reserve", Name = "CheckAndReserveRisk", Tag = Tag,
            Summary = "Checks an amount against the caps and reserves it.",
            Description = "A denial is 200 with ok false, the reason and every violated limit. "
                + "With reserve false it answers the same without booking anything.",
            Acts = true,
            Handler = RiskWrites.CheckAndReserveAsync, Request = typeof(CheckBody), Response = typeof(ReserveAnswer),
            Refusals = [StatusCodes.Status409Conflict],
            Parameters = Parameters.Of<IRiskParameters>(nameof(IRiskParameters.Check)),
        },
        new()
        {
            Verb = HttpMethods.Post, Path = Base + "reserve", Name = "ReserveRisk", Tag = Tag,
            Summary = "Reserves an amount under the caps.",
            Description = "A denial is 409 with the reason as its code and every violated limit.",
            Acts = true,
            Handler = RiskWrites.ReserveAsync, Request = typeof(ReserveBody), Response = typeof(ReserveAnswer),
            Refusals = [StatusCodes.Status409Conflict],
            Parameters = Parameters.Of<IRiskParameters>(nameof(IRiskParameters.Reserve)),
        },
        new()
        {
            Verb = HttpMethods.Post, Path = Base + "settle", Name = "SettleRisk", Tag = Tag,
            Summary = "Books how reservations ended.",
            Description = "By reservation id, or the oldest open ones of an engine and correlation id. "
                + "A loss above the amount is booked in full and flagged as overrun.",
            Handler = RiskWrites.SettleAsync, Request = typeof(SettleBody), Response = typeof(SettleAnswer),
            Refusals = [StatusCodes.Status404NotFound, StatusCodes.Status409Conflict],
            Parameters = Parameters.Of<IRiskParameters>(nameof(IRiskParameters.Settle)),
        },
        new()
        {
            Verb = HttpMethods.Post, Path = Base + "release", Name = "ReleaseRisk", Tag = Tag,
            Summary = "Gives back what is open of a reservation.",
            Description = "All of it, or the amount given.",
            Handler = RiskWrites.ReleaseAsync, Request = typeof(ReleaseBody), Response = typeof(SettleAnswer),
            Refusals = [StatusCodes.Status404NotFound, StatusCodes.Status409Conflict],
            Parameters = Parameters.Of<IRiskParameters>(nameof(IRiskParameters.Release)),
        },
        new()
        {
            Verb = HttpMethods.Get, Path = Base + "ledger/today", Name = "GetRiskLedgerToday", Tag = Tag,
            Summary = "Shows today's ledger of every engine.",
            Description = "GLOBAL is the sum of all engines. What is open carries over from earlier days.",
            Handler = RiskReads.GetLedgerAsync, Response = typeof(IReadOnlyList<LedgerDayBody>),
        },
        new()
        {
            Verb = HttpMethods.Get, Path = Base + "snapshot", Name = "GetRiskSnapshot", Tag = Tag,
            Summary = "Shows caps and today's ledger of every engine together.",
            Description = "As one read of the store saw them.",
            Handler = RiskReads.GetSnapshotAsync, Response = typeof(RiskSnapshotBody),
        },
        new()
        {
            Verb = HttpMethods.Get, Path = Base + "reservations", Name = "ListRiskReservations", Tag = Tag,
            Summary = "Lists reservations, newest first.",
            Description = "The next page is in the Link header.",
            Handler = RiskReads.ListReservationsAsync, Response = typeof(IReadOnlyList<ReservationBody>),
            Parameters = Parameters.Of<IRiskParameters>(nameof(IRiskParameters.Reservations)),
        },
        new()
        {
            Verb = HttpMethods.Get, Path = Base + "reservations/{id}", Name = "GetRiskReservation", Tag = Tag,
            Summary = "Shows one reservation.",
            Description = "Its amount is always open, settled, released and expired together.",
            Handler = RiskReads.GetReservationAsync, Response = typeof(ReservationBody),
            Refusals = [StatusCodes.Status404NotFound],
            Parameters = Parameters.Of<IRiskParameters>(nameof(IRiskParameters.Reservation)),
        },
        new()
        {
            Verb = HttpMethods.Get, Path = Base + "events", Name = "ListRiskEvents", Tag = Tag,
            Summary = "Lists the risk journal, newest first.",
            Description = "The next page is in the Link header.",
            Handler = RiskReads.ListEventsAsync, Response = typeof(IReadOnlyList<RiskEventBody>),
            Parameters = Parameters.Of<IRiskParameters>(nameof(IRiskParameters.Events)),
        },
    ];
}
