using System.Runtime.InteropServices;
using Valhalla.Governance.Cli.Invocation;

namespace Valhalla.Governance.Cli;

/// <summary>The entry point of <c>valhalla</c>.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        // Not disposed: a signal may still come while the process ends.
        var interrupt = new CancellationTokenSource();
        var isTerminated = false;
        using var termination = PosixSignalRegistration.Create(PosixSignal.SIGTERM, signal =>
        {
            // Once: who asks again wants an end at once.
            signal.Cancel = !isTerminated;
            isTerminated = true;
            _ = interrupt.CancelAsync();
        });
        var code = await ValhallaCommand.RunAsync(arguments, Terminal.OfProcess(interrupt), interrupt.Token);
        return isTerminated && code == ExitCodes.Error ? ExitCodes.Terminated : code;
    }
}
