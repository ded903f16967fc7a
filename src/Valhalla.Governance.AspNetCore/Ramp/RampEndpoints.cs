using Microsoft.AspNetCore.Http;
using Valhalla.Governance.AspNetCore.Http;

namespace Valhalla.Governance.AspNetCore.Ramp;

/// <summary>The endpoints of the influence ramp.</summary>
internal static class RampEndpoints
{
    private const string Tag = "Influence ramp";
    private const string Base = "governance/ramp/";

    public static IEnumerable<EndpointSpec> All { get; } =
    [
        new()
        {
            Verb = HttpMethods.Get, Path = Base + "influence", Name = "GetInfluence", Tag = Tag,
            Summary = "Shows the influence, and what stands against the next step.",
            Description = "With what every rollback trigger sees.",
            Handler = RampReads.GetInfluenceAsync, Response = typeof(RampStatusBody),
        },
        new()
        {
            Verb = HttpMethods.Get, Path = Base + "decide", Name = "DecideInfluence", Tag = Tag,
            Summary = "Says whose decision counts for a unit.",
            Description = "The same unit gets the same answer as long as the influence stays.",
            Handler = RampReads.DecideAsync, Response = typeof(InfluenceDecisionBody),
            Parameters = Parameters.Of<IRampParameters>(nameof(IRampParameters.Decide)),
        },
        new()
        {
            Verb = HttpMethods.Get, Path = Base + "comparison", Name = "CompareInfluence", Tag = Tag,
            Summary = "Compares the outcomes of both policies at a step.",
            Description = "The present step by default.",
            Handler = RampReads.CompareAsync, Response = typeof(RampComparisonBody),
            Parameters = Parameters.Of<IRampParameters>(nameof(IRampParameters.Compare)),
        },
        new()
        {
            Verb = HttpMethods.Post, Path = Base + "step", Name = "StepInfluence", Tag = Tag,
            Summary = "Takes the next step up.",
            Description = "409 with every reason while something stands against it.",
            Handler = RampWrites.StepAsync, Request = typeof(RampChangeBody), Response = typeof(InfluenceAnswer),
            Refusals = [StatusCodes.Status409Conflict],
            Parameters = Parameters.Of<IRampParameters>(nameof(IRampParameters.Change)),
        },
        new()
        {
            Verb = HttpMethods.Post, Path = Base + "set", Name = "SetInfluence", Tag = Tag,
            Summary = "Sets the influence.",
            Description = "Lowering it is always allowed. Raising it takes what a step takes; an override, with a "
                + "reason, passes over size, dwell, events and sample ratio only.",
            Handler = RampWrites.SetAsync, Request = typeof(RampSetBody), Response = typeof(InfluenceAnswer),
            Refusals = [StatusCodes.Status409Conflict],
            Parameters = Parameters.Of<IRampParameters>(nameof(IRampParameters.Set)),
        },
        new()
        {
            Verb = HttpMethods.Post, Path = Base + "kill", Name = "KillInfluence", Tag = Tag,
            Summary = "Sets the influence to 0.",
            Description = "Always allowed: whatever the body says, it is kept as far as it can be, and the rest noted. "
                + "The way up begins with a new GO decision.",
            IsStop = true, Handler = RampWrites.KillAsync, Request = typeof(RampChangeBody),
            Response = typeof(InfluenceAnswer),
            Parameters = Parameters.Of<IRampParameters>(nameof(IRampParameters.Change)),
        },
        new()
        {
            Verb = HttpMethods.Post, Path = Base + "observations", Name = "RecordInfluenceObservations", Tag = Tag,
            Summary = "Records how units came out under both policies.",
            Description = "Up to 1 000 at once; all are stored, or none. Of a unit only a hash is kept.",
            Handler = RampWrites.ObserveAsync, Request = typeof(RampObservationsBody),
            MaxBodyBytes = EndpointSpec.BatchBodyBytes, Response = typeof(RampObservationsAnswer),
            Parameters = Parameters.Of<IRampParameters>(nameof(IRampParameters.Observe)),
        },
    ];
}
