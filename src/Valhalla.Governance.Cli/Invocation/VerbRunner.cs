using System.CommandLine;
using Microsoft.Extensions.Options;
using Valhalla.Governance.Cli.Output;
using Valhalla.Governance.Cli.Transport;

namespace Valhalla.Governance.Cli.Invocation;

/// <summary>Makes verbs, and runs them: opens what they talk to, and turns their end into an exit code.</summary>
internal sealed class VerbRunner(GlobalOptions globals, Terminal terminal)
{
    /// <summary>A verb that calls the HTTP API.</summary>
    public Command Verb(
        string name, string description, Func<VerbCall, Task<int>> body, params ReadOnlySpan<Symbol> symbols) =>
        Make(name, description, symbols, async (run, target) =>
        {
            await using var transport = await target.OpenAsync(run.CancellationToken);
            return await body(new VerbCall(run, target, transport));
        });

    /// <summary>A verb that opens what it works on by itself: the database, a file.</summary>
    public Command DirectVerb(
        string name,
        string description,
        Func<VerbRun, Target, Task<int>> body,
        params ReadOnlySpan<Symbol> symbols) => Make(name, description, symbols, body);

    /// <summary>A word with verbs below it.</summary>
    public static Command Group(string name, string description, params ReadOnlySpan<Command> verbs)
    {
        var group = new Command(name, description);
        foreach (var verb in verbs)
        {
            group.Subcommands.Add(verb);
        }

        return group;
    }

    private Command Make(
        string name, string description, ReadOnlySpan<Symbol> symbols, Func<VerbRun, Target, Task<int>> body)
    {
        var command = new Command(name, description);
        foreach (var symbol in symbols)
        {
            if (symbol is Argument argument)
            {
                command.Arguments.Add(argument);
            }
            else
            {
                command.Options.Add((Option)symbol);
            }
        }

        command.SetAction((parsed, cancellationToken) =>
            RunAsync(new VerbRun(parsed, globals, terminal, cancellationToken), body));
        return command;
    }

    private static async Task<int> RunAsync(VerbRun run, Func<VerbRun, Target, Task<int>> body)
    {
        try
        {
            return await body(run, new Target(run));
        }
        catch (Exception error) when (
            error is CliException or ValhallaConfigurationException or OptionsValidationException)
        {
            return await FailAsync(run, error.Message);
        }
        catch (ValhallaStoreException error)
        {
            return await FailAsync(run, $"{CliErrors.DatabaseUnreachable}: {error.Message}");
        }
        catch (Exception error) when (error is not OutputException && run.CancellationToken.IsCancellationRequested)
        {
            // Whatever broke off then, broke off because of that.
            return await FailAsync(run, "Interrupted. A change that was already sent may have happened.");
        }
    }

    private static async Task<int> FailAsync(VerbRun run, string message)
    {
        await run.Terminal.Error.WriteLineAsync($"valhalla: {SafeText.Line(message)}");
        return ExitCodes.Error;
    }
}
