using System.CommandLine;
using System.CommandLine.Invocation;
using Valhalla.Governance.Cli.Output;
using Valhalla.Governance.Cli.Verbs;

namespace Valhalla.Governance.Cli.Invocation;

/// <summary>The command tree, and one run of it.</summary>
internal static class ValhallaCommand
{
    /// <summary>Runs a command line.</summary>
    /// <returns>One of <see cref="ExitCodes"/>.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        try
        {
            return await ParseAndRunAsync(arguments, terminal, cancellationToken);
        }
        catch (OutputException error) when (error.IsReaderGone)
        {
            // Whoever read has seen enough; there is nobody to tell more.
            return ExitCodes.Error;
        }
        catch (OutputException error)
        {
            return await FailAsync(
                terminal, $"{CliErrors.OutputFailed}: The result cannot be written: {error.Message}. A change that was "
                + "asked for may have happened.");
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return await FailAsync(terminal, "Interrupted. A change that was already sent may have happened.");
        }
        catch (Exception error)
        {
            return await FailAsync(
                terminal, $"{CliErrors.Unexpected}: This is a mistake of valhalla: {error.GetType().Name}: "
                + $"{error.Message} A change that was asked for may have happened.");
        }
    }

    private static async Task<int> FailAsync(Terminal terminal, string message)
    {
        await terminal.Error.WriteLineAsync($"valhalla: {SafeText.Line(message)}");
        return ExitCodes.Error;
    }

    private static async Task<int> ParseAndRunAsync(
        IReadOnlyList<string> arguments, Terminal terminal, CancellationToken cancellationToken)
    {
        // A reason may begin with '@', which is no name of a response file here.
        var configuration = new ParserConfiguration { ResponseFileTokenReplacer = null };
        var parsed = Build(terminal).Parse(arguments, configuration);
        if (parsed.Action is ParseErrorAction)
        {
            foreach (var error in parsed.Errors)
            {
                await terminal.Error.WriteLineAsync($"valhalla: {SafeText.Line(error.Message)}");
            }

            if (StopArguments.Mend(parsed, arguments) is { } mended)
            {
                await terminal.Error.WriteLineAsync("valhalla: A stop is not refused for that. Stopping.");
                parsed = Build(terminal).Parse(mended, configuration);
            }
        }

        if (parsed.Action is ParseErrorAction)
        {
            await terminal.Error.WriteLineAsync("Try 'valhalla --help', or --help behind a verb.");
            return ExitCodes.Error;
        }

        return await parsed.InvokeAsync(
            new InvocationConfiguration
            {
                Output = terminal.Out,
                Error = terminal.Error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            },
            cancellationToken);
    }

    /// <summary>The tree of all verbs.</summary>
    public static RootCommand Build(Terminal terminal)
    {
        var globals = new GlobalOptions();
        var root = new RootCommand(
            "Shows and moves the levers of Valhalla.Governance, over HTTP (--url) or straight to the database "
            + "(--database). Exit codes: 0 ok or go, 1 no-go, denied or refused, 2 error.");
        foreach (var option in globals.All)
        {
            root.Options.Add(option);
        }

        var runner = new VerbRunner(globals, terminal);
        Command[] verbs =
        [
            StatusVerb.Build(runner),
            RunbookVerb.Build(runner),
            KillVerbs.Build(runner),
            GoLiveVerbs.Build(runner),
            GoNoGoVerbs.Build(runner),
            .. ReleaseVerbs.Build(runner),
            InfluenceVerbs.Build(runner),
            RampVerbs.Build(runner),
            BudgetVerb.Build(runner),
            RiskVerbs.Build(runner),
            CharterVerbs.Build(runner),
            RegressionVerbs.Build(runner),
            KpiVerbs.Build(runner),
            AuditVerbs.Build(runner),
            IntegrityVerbs.Build(runner),
            ClockVerbs.Build(runner),
            NoticeVerbs.Build(runner),
            RetentionVerbs.Build(runner),
            DatabaseVerbs.Build(runner),
            ReviewVerb.Build(runner),
        ];
        foreach (var verb in verbs)
        {
            root.Subcommands.Add(verb);
        }

        return root;
    }
}
