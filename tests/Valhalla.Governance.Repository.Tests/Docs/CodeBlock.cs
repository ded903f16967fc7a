using System.Text.RegularExpressions;

namespace Valhalla.Governance.Repository.Tests.Docs;

/// <summary>A block of C# in a page.</summary>
/// <param name="Page">The page.</param>
/// <param name="Line">The line of its fence, from 1.</param>
/// <param name="Source">
/// What its marker names: a region of <c>samples/Snippets</c>, or a file when it has a slash; null without a marker.
/// </param>
/// <param name="Code">The code, without a newline at its end.</param>
internal sealed partial record CodeBlock(string Page, int Line, string? Source, string Code)
{
    /// <summary>The blocks of a page: a fence with <c>csharp</c>, with a marker on the line before it.</summary>
    public static IEnumerable<CodeBlock> ReadAll(string page, string text)
    {
        var lines = text.Split('\n');
        for (var i = 0; i < lines.Length; i++)
        {
            if (!lines[i].StartsWith("```csharp", StringComparison.Ordinal))
            {
                continue;
            }

            var end = Array.IndexOf(lines, "```", i + 1);
            var marker = i > 0 ? Marker().Match(lines[i - 1]) : Match.Empty;
            yield return new CodeBlock(
                page, i + 1, marker.Success ? marker.Groups["name"].Value : null, string
                    .Join('\n', lines[(i + 1)..end]));
            i = end;
        }
    }

    [GeneratedRegex("^<!-- snippet: (?<name>[a-zA-Z0-9_./-]+) -->$", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Marker();
}
