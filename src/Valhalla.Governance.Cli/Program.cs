using Valhalla.Governance.Cli.Invocation;

namespace Valhalla.Governance.Cli;

/// <summary>The entry point of <c>valhalla</c>.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        using var interrupt = new CancellationTokenSource();
        var terminal = Terminal.OfProcess(interrupt);
        return await ValhallaCommand.RunAsync(arguments, terminal, interrupt.Token);
    }
}
