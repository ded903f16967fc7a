using System.CommandLine;
using System.Globalization;
using Valhalla.Governance.Cli.Api;
using Valhalla.Governance.Cli.Invocation;
using Valhalla.Governance.Cli.Output;

namespace Valhalla.Governance.Cli.Verbs;

/// <summary><c>ramp</c>: the influence ramp.</summary>
internal static class RampVerbs
{
    private const string Percent = "2.5";

    private static readonly EmergencyStop Stop = new(
        RampShapes.Base + "kill",
        "ramp",
        static body => body.Number("influence_percent") == 0,
        RampShapes.Change);

    public static Command Build(VerbRunner runner) => VerbRunner.Group(
        "ramp",
        "Moves the influence of the policy under ramp.",
        runner.Verb("status", "Shows where the ramp stands, and what holds it.", RampShapes.ShowAsync),
        Step(runner),
        Set(runner),
        runner.DirectVerb(
            "kill",
            "Sets the influence to 0 at once, and disarms the ramp. Never asks. Goes to the database where the "
            + "application does not stop.",
            Stop.RunAsync),
        Decide(runner),
        runner.Verb("compare", "Compares the live and the shadow outcomes of the present step.", static call =>
            call.ShowAsync(
                RampShapes.Base + "comparison",
                static body => Report.Facts(
                    body, "step", "events", "compared", "agreed", "agreement_rate", "valued", "incumbent_mean",
                    "candidate_mean"))));

    /// <summary>The verb that sets the influence by hand, which stands under two words.</summary>
    public static Command Set(VerbRunner runner)
    {
        var percent = TypedInput.FractionArgument<decimal>("percent", Percent, "0 to 100.");
        var isOverride = new Option<bool>("--override")
        {
            Description = "In spite of what holds the ramp; audited as an override.",
        };
        return runner.Verb(
            "set",
            "Sets the influence by hand. Needs --reason.",
            async call =>
            {
                var value = call.Run.Value(percent);
                var shown = value.ToString(CultureInfo.InvariantCulture);
                if (value > 0 && !await call.Run.ConfirmAsync($"Set the influence to {shown} %?"))
                {
                    return ExitCodes.No;
                }

                var body = Bodies.Change(call.Run);
                body["percent"] = value;
                body["override"] = call.Run.Value(isOverride) ? true : null;
                return await call.ShowAsync(
                    await call.Api.PostAsync(RampShapes.Base + "set", body), RampShapes.Change);
            },
            percent, isOverride);
    }

    private static Command Step(VerbRunner runner)
    {
        var to = TypedInput.FractionOption<decimal>(
            "--to", Percent, "Only if this is the next step in percent, so that a second run does not go further.");
        return runner.Verb(
            "step",
            "Goes one step up; refused without a decision, dwell and events, or while a guard fails.",
            call => StepAsync(call, call.Run.Value(to)),
            to);
    }

    private static async Task<int> StepAsync(VerbCall call, decimal? to)
    {
        var now = await call.Api.GetAsync(RampShapes.InfluencePath);
        if (!now.IsSuccess)
        {
            return await call.RefuseAsync(now);
        }

        var (current, next) = (now.Json.Number("influence_percent"), now.Json.Number("next_step_percent"));
        if (to is { } wanted && next != wanted)
        {
            await call.Run.NoteAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"valhalla: Nothing was changed: influence is {current} %, and the next step is {next} %, "
                + $"not {wanted} %."));
            return ExitCodes.No;
        }

        var question = string.Create(CultureInfo.InvariantCulture, $"Step the influence from {current} % to {next} %?");
        return await call.Run.ConfirmAsync(question)
            ? await call.ShowAsync(
                await call.Api.PostAsync(RampShapes.Base + "step", Bodies.Change(call.Run)), RampShapes.Change)
            : ExitCodes.No;
    }

    private static Command Decide(VerbRunner runner)
    {
        var unit = new Argument<string>("unit") { Description = "The key of a unit, such as a lead's id." };
        return runner.Verb(
            "decide",
            "Says whether a unit is live or in the shadow now.",
            call => call.ShowAsync(
                RampShapes.Base + "decide",
                static body => Report.Facts(body, "unit", "decision", "influence_bps", "step"),
                ("unit", call.Run.Value(unit))),
            unit);
    }
}
