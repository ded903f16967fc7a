using System.Text;
using System.Text.Json.Nodes;
using Valhalla.Governance.Cli.Invocation;
using Valhalla.Governance.Cli.Output;

namespace Valhalla.Governance.Cli.Api;

/// <summary>A refusal in one line.</summary>
internal static class ProblemText
{
    private const int ShownCharacters = 200;

    /// <summary>
    /// The code, the sentence and what the fields lack, such as
    /// <c>invalid_request (400): Correct the fields. amount: Give a number.</c>
    /// </summary>
    /// <param name="answer">The refusal.</param>
    /// <param name="source">Who refused, for an answer that is no problem document.</param>
    public static string Of(ApiAnswer answer, string source)
    {
        if (answer.Body is not JsonObject problem || problem.Text("code") is not { } code)
        {
            var shown = answer.Text.Length > ShownCharacters ? answer.Text[..ShownCharacters] + "…" : answer.Text;
            return SafeText.Line(
                $"{CliErrors.UnknownAnswer}: {source} answered {answer.Status}, not as this library does. Is the "
                + $"address right, with the prefix behind it? {shown}");
        }

        var text = new StringBuilder($"{code} ({answer.Status}): {problem.Text("detail")}");
        if (problem["errors"] is JsonObject errors)
        {
            foreach (var (field, messages) in errors)
            {
                text.Append($" {field}: {CellText.Of(messages)}");
            }
        }

        foreach (var list in (ReadOnlySpan<string>)["failing_checks", "reasons", "missing_roles", "holds"])
        {
            if (problem[list] is JsonArray { Count: > 0 } items)
            {
                text.Append($" {list}: {CellText.Of(items)}.");
            }
        }

        return SafeText.Line(text.ToString());
    }
}
