using System.Runtime;

namespace Valhalla.Governance.Load.Measurement;

/// <summary>
/// The just-in-time compiler of a process that has just started works for seconds, and for longer where several
/// processes share few cores: what is measured meanwhile is the compiler.
/// </summary>
internal static class CompilerRest
{
    private const double MostOfTheTime = 0.03;
    private static readonly TimeSpan Period = TimeSpan.FromSeconds(1);

    /// <summary>Completes after a second in which nearly nothing was compiled, or when patience ends.</summary>
    public static async Task WaitAsync(TimeSpan patience)
    {
        var startedAt = TimeProvider.System.GetTimestamp();
        TimeSpan before, spent;
        do
        {
            before = JitInfo.GetCompilationTime();
            await Task.Delay(Period);
            spent = JitInfo.GetCompilationTime() - before;
        }
        while (spent > Period * MostOfTheTime && TimeProvider.System.GetElapsedTime(startedAt) < patience);
    }
}
