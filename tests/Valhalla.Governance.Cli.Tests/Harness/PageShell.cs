using System.CommandLine.Parsing;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Valhalla.Governance.Cli.Tests.Harness;

/// <summary>
/// The little of a shell that pages use: <c>valhalla</c>, its JSON into a variable, a variable for the run, and
/// <c>curl</c> with <c>grep</c>. The address of the page is that of the application.
/// </summary>
internal sealed partial class PageShell(AppHost app, CliRunner cli)
{
    private const string Address = "localhost:8000";

    private readonly Dictionary<string, string> _variables = [];

    public async Task<CliResult> RunAsync(string line)
    {
        var command = _variables.Aggregate(
            line.Replace($"http://{Address}", app.Url, StringComparison.Ordinal)
                .Replace(Address, new Uri(app.Url).Authority, StringComparison.Ordinal),
            (text, variable) => text.Replace($"${variable.Key}", variable.Value, StringComparison.Ordinal));
        if (Export().Match(command) is { Success: true } export)
        {
            _variables[export.Groups["name"].Value] = export.Groups["value"].Value;
            return new CliResult(0, "", "");
        }

        if (Capture().Match(command) is { Success: true } capture)
        {
            var result = await ValhallaAsync(capture.Groups["arguments"].Value);
            _variables[capture.Groups["name"].Value] =
                (string?)JsonNode.Parse(result.Out)![capture.Groups["member"].Value] ?? "";
            return result;
        }

        if (Curl().Match(command) is { Success: true } curl)
        {
            using var client = new HttpClient();
            var text = await client.GetStringAsync(new Uri($"http://{curl.Groups["address"].Value}"));
            var found = text.Split('\n')
                .Where(one => one.Contains(curl.Groups["word"].Value, StringComparison.Ordinal))
                .ToArray();
            return new CliResult(found.Length > 0 ? 0 : 1, string.Join('\n', found), "");
        }

        Assert.StartsWith("valhalla ", command);
        return await ValhallaAsync(command["valhalla ".Length..]);
    }

    private Task<CliResult> ValhallaAsync(string arguments) => (cli with { Variables = _variables })
        .RunAsync([.. CommandLineParser.SplitCommandLine(arguments)]);

    [GeneratedRegex(@"^export (?<name>[A-Z_]+)=(?<value>\S+)$", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Export();

    [GeneratedRegex(
        @"^(?<name>[A-Z_]+)=\$\(valhalla (?<arguments>[^|]+) \| jq -r \.(?<member>\w+)\)$",
        RegexOptions.ExplicitCapture,
        5000)]
    private static partial Regex Capture();

    [GeneratedRegex(@"^curl -s (?<address>\S+) \| grep (?<word>\w+)$", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Curl();
}
