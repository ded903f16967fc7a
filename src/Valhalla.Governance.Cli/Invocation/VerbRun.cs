using System.CommandLine;
using System.Text.Json.Nodes;
using Valhalla.Governance.Cli.Output;

namespace Valhalla.Governance.Cli.Invocation;

/// <summary>One run of a verb: its arguments and its terminal.</summary>
internal sealed class VerbRun(
    ParseResult parsed, GlobalOptions globals, Terminal terminal, CancellationToken cancellationToken)
{
    public Terminal Terminal => terminal;

    public CancellationToken CancellationToken => cancellationToken;

    public string? Url => parsed.GetValue(globals.Url);

    public string? Token => parsed.GetValue(globals.Token);

    public string? Database => parsed.GetValue(globals.Database);

    public string? Settings => parsed.GetValue(globals.Settings);

    public string? Reason => parsed.GetValue(globals.Reason);

    /// <summary>Who asks.</summary>
    public string Actor => parsed.GetValue(globals.Actor) ?? terminal.UserName;

    public TimeSpan Timeout => TimeSpan.FromSeconds(parsed.GetValue(globals.Timeout));

    /// <summary>How the result is written.</summary>
    public OutputFormat Format(OutputFormat otherwise = OutputFormat.Table) =>
        parsed.GetValue(globals.Output) ?? otherwise;

    public T? Value<T>(Option<T> option) => parsed.GetValue(option);

    public T? Value<T>(Argument<T> argument) => parsed.GetValue(argument);

    /// <summary>Whether to go on with something that opens a lever or destroys data.</summary>
    /// <exception cref="CliException">Nobody can be asked, and <c>--yes</c> was not given.</exception>
    public async Task<bool> ConfirmAsync(string question)
    {
        if (parsed.GetValue(globals.Yes))
        {
            return true;
        }

        if (!terminal.IsInteractive)
        {
            throw new CliException(
                CliErrors.ConfirmationNeeded,
                $"Nothing was changed: there is no terminal to ask \"{question}\" Give --yes to do it.");
        }

        await terminal.Error.WriteAsync($"{SafeText.Line(question)} [y/N] ");
        var answer = (await terminal.In.ReadLineAsync(cancellationToken))?.Trim();
        if (string.Equals(answer, "y", StringComparison.OrdinalIgnoreCase)
            || string.Equals(answer, "yes", StringComparison.OrdinalIgnoreCase))
        {
            return true;
        }

        await terminal.Error.WriteLineAsync("Nothing was changed.");
        return false;
    }

    /// <summary>Writes a result.</summary>
    /// <param name="body">What <c>--output json</c> shows.</param>
    /// <param name="report">What the other forms show.</param>
    /// <param name="otherwise">The form without <c>--output</c>.</param>
    public Task WriteAsync(JsonNode? body, Func<Report> report, OutputFormat otherwise = OutputFormat.Table) =>
        Format(otherwise) switch
        {
            OutputFormat.Json => terminal.Out.WriteLineAsync(SafeText.Json(body)),
            OutputFormat.Md => terminal.Out.WriteAsync(MarkdownReport.Write(report())),
            _ => terminal.Out.WriteAsync(TableReport.Write(report(), terminal.Width)),
        };

    /// <summary>Says something beside the result.</summary>
    public Task NoteAsync(string text) => terminal.Error.WriteLineAsync(SafeText.Line(text));
}
