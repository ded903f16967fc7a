using Valhalla.Governance;

namespace Snippets;

internal static class DrillSnippets
{
    public static async Task RunAsync(IKillSwitchDrill drill)
    {
        #region kill-switch-drill
        var result = await drill.RunAsync(new ChangeAuthor("ann"), "Before the release");
        Console.WriteLine(result.Drill.Status == KillSwitchDrillStatus.Passed
            ? $"{result.Drill.NodesDenied} nodes deny, the slowest after {result.Drill.SlowestMilliseconds} ms"
            : result.Drill.Failure);
        #endregion
    }
}
