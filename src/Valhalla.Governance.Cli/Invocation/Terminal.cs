using Valhalla.Governance.Cli.Output;

namespace Valhalla.Governance.Cli.Invocation;

/// <summary>What surrounds one run: its streams, its user, its variables. A test puts its own in place.</summary>
internal sealed record Terminal
{
    /// <summary>Where results go.</summary>
    public required TextWriter Out { get; init; }

    /// <summary>Where questions, warnings and errors go.</summary>
    public required TextWriter Error { get; init; }

    /// <summary>Where answers to questions come from.</summary>
    public required TextReader In { get; init; }

    /// <summary>Whether a person can answer a question.</summary>
    public required bool IsInteractive { get; init; }

    /// <summary>How many columns a table may take; null where the output is a file or a pipe.</summary>
    public int? Width { get; init; }

    /// <summary>Who runs it, for the operating system.</summary>
    public required string UserName { get; init; }

    /// <summary>The machine it runs on.</summary>
    public string HostName { get; init; } = Environment.MachineName;

    /// <summary>Reads an environment variable; null when it is not set.</summary>
    public required Func<string, string?> Variable { get; init; }

    /// <summary>The clock.</summary>
    public required TimeProvider Time { get; init; }

    /// <summary>The absolute folder that relative paths start from.</summary>
    public required string Folder { get; init; }

    /// <summary>Whether nobody reads the results any more.</summary>
    public Func<bool> IsReaderGone { get; init; } = static () => false;

    /// <summary>What carries HTTP requests; null makes the usual one.</summary>
    public Func<HttpMessageHandler>? HttpHandler { get; init; }

#pragma warning disable RS0030 // A command line owns its console, and this is the only place that touches it.
    /// <summary>The terminal of this process.</summary>
    /// <param name="interrupt">Cancelled by Ctrl+C.</param>
    public static Terminal OfProcess(CancellationTokenSource interrupt)
    {
        Console.CancelKeyPress += (_, key) =>
        {
            key.Cancel = true;
            _ = interrupt.CancelAsync();
        };
        return new Terminal
        {
            Out = StandardOutput.Results(),
            Error = StandardOutput.Messages(),
            IsReaderGone = StandardOutput.IsReaderGone,
            In = Console.In,
            IsInteractive = !Console.IsInputRedirected && !Console.IsErrorRedirected,
            Width = Console.IsOutputRedirected ? null : Console.WindowWidth,
            UserName = Environment.UserName,
            Variable = Environment.GetEnvironmentVariable,
            Time = TimeProvider.System,
            Folder = Environment.CurrentDirectory,
        };
    }
#pragma warning restore RS0030
}
