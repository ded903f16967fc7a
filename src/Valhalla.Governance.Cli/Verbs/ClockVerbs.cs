using System.CommandLine;
using Valhalla.Governance.Cli.Api;
using Valhalla.Governance.Cli.Invocation;
using Valhalla.Governance.Cli.Output;

namespace Valhalla.Governance.Cli.Verbs;

/// <summary><c>clock</c>: the store's clock, and what is suspect about it.</summary>
internal static class ClockVerbs
{
    private const string Base = "governance/clock";

    private static readonly string[] Facts =
        ["ok", "now", "today", "ledger_day", "ledger_day_held", "ledger_days_ahead", "suspicions"];

    public static Command Build(VerbRunner runner) => VerbRunner.Group(
        "clock", "Shows the store's clock, and says that it is right as it is.", Status(runner), Acknowledge(runner));

    private static Command Status(VerbRunner runner) => runner.Verb(
        "status",
        "Shows the store's clock; 1 when something is suspect about it.",
        static async call => await call.ShowAsync(
            await call.Api.GetAsync(Base),
            static body => Report.Facts(body, Facts),
            static body => body.Flag("ok")));

    private static Command Acknowledge(VerbRunner runner) => runner.Verb(
        "acknowledge",
        "Says that the clock is right as it is, so that it no longer blocks the runbook. Needs --reason.",
        static async call => await call.ShowAsync(
            await call.Api.PostAsync(Base + "/acknowledge", Bodies.Change(call.Run)),
            static body => Report.Facts(body, Facts)));
}
