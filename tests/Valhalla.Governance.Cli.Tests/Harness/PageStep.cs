using System.Globalization;
using System.Text.RegularExpressions;

namespace Valhalla.Governance.Cli.Tests.Harness;

/// <summary>A command of a page's shell blocks, or a wait between two blocks.</summary>
/// <param name="Command">The command; empty for a wait.</param>
/// <param name="ExitCode">How it ends, as the page says.</param>
/// <param name="Wait">How long to wait.</param>
internal sealed partial record PageStep(string Command, int ExitCode, TimeSpan Wait)
{
    /// <summary>All of them, in the order of the page.</summary>
    public static IReadOnlyList<PageStep> ReadAll(string page)
    {
        var steps = new List<PageStep>();
        var isShell = false;
        foreach (var line in page.Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal))
            {
                isShell = line == "```bash";
            }
            else if (isShell && line.Length > 0)
            {
                var parts = Comment().Match(line);
                var code = parts.Groups["code"] is { Success: true, Value: var text }
                    ? int.Parse(text, CultureInfo.InvariantCulture)
                    : 0;
                steps.Add(new PageStep(parts.Groups["command"].Value, code, TimeSpan.Zero));
            }
            else if (WaitComment().Match(line) is { Success: true } wait)
            {
                var minutes = int.Parse(wait.Groups["minutes"].Value, CultureInfo.InvariantCulture);
                steps.Add(new PageStep("", 0, TimeSpan.FromMinutes(minutes)));
            }
        }

        return steps;
    }

    [GeneratedRegex(@"^(?<command>.+?)( # exit (?<code>\d))?$", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Comment();

    [GeneratedRegex(@"^<!-- wait: (?<minutes>\d+) min -->$", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex WaitComment();
}
