using System.Text.RegularExpressions;
using Valhalla.Governance.Repository.Tests.Tidy;

namespace Valhalla.Governance.Repository.Tests.Docs;

/// <summary>The compiled code that pages show.</summary>
internal static partial class SnippetSource
{
    private const string Folder = "samples/Snippets/";

    /// <summary>Every region of <c>samples/Snippets</c> by its name, without its indentation.</summary>
    public static IReadOnlyDictionary<string, string> Regions { get; } = RepositoryFile.All
        .Where(file => file.IsCSharp && file.Path.StartsWith(Folder, StringComparison.Ordinal))
        .SelectMany(file => Region().Matches(file.Text))
        .ToDictionary(match => match.Groups["name"].Value, match => Unindent(match.Groups["code"].Value));

    /// <summary>What a marker names; null when there is no such thing.</summary>
    public static string? Find(string source) => source.Contains('/', StringComparison.Ordinal)
        ? RepositoryFile.All.SingleOrDefault(file => file.Path == source)?.Text.TrimEnd('\n')
        : Regions.GetValueOrDefault(source);

    /// <summary>Takes away the blanks that all lines begin with.</summary>
    public static string Unindent(string code)
    {
        var lines = code.Trim('\n').TrimEnd().Split('\n');
        var indent = lines.Where(line => line.Trim().Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length > indent ? line[indent..] : ""));
    }

    [GeneratedRegex(
        @"^ *#region (?<name>\S+)\n(?<code>.*?)\n *#endregion",
        RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Region();
}
