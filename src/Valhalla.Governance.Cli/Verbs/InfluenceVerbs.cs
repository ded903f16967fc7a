using System.CommandLine;
using Valhalla.Governance.Cli.Invocation;

namespace Valhalla.Governance.Cli.Verbs;

/// <summary><c>influence</c>: how much of the traffic the policy under ramp decides.</summary>
internal static class InfluenceVerbs
{
    public static Command Build(VerbRunner runner)
    {
        var show = runner.Verb("influence", "Shows the influence; `influence set` changes it.", RampShapes.ShowAsync);
        show.Subcommands.Add(RampVerbs.Set(runner));
        return show;
    }
}
