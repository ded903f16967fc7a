using System.Text;
using System.Text.RegularExpressions;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Repository.Tests.Tidy;

/// <summary>Relative links of Markdown files: the file must exist, and so must the heading of an anchor.</summary>
internal static partial class MarkdownLinks
{
    public static IEnumerable<string> FindDead(RepositoryFile file)
    {
        var text = CodeFence().Replace(file.Text, "");
        foreach (var target in Link().Matches(text).Select(match => match.Groups["target"].Value))
        {
            if (IsExternal(target))
            {
                continue;
            }

            var parts = target.Split('#', 2);
            var path = parts[0].Length == 0
                ? Path.Combine(RepositoryPaths.Root, file.Path)
                : Path.GetFullPath(Path.Combine(
                    RepositoryPaths.Root, Path.GetDirectoryName(file.Path)!, Uri.UnescapeDataString(parts[0])));
            if (parts[0].Length > 0 && !File.Exists(path) && !Directory.Exists(path))
            {
                yield return $"{file.Path}: dead link '{target}'";
            }
            else if (parts.Length == 2 && path.EndsWith(".md", StringComparison.Ordinal))
            {
                var markdown = parts[0].Length == 0 ? file.Text : File.ReadAllText(path);
                if (!ReadAnchors(markdown).Contains(parts[1]))
                {
                    yield return $"{file.Path}: no heading for '{target}'";
                }
            }
        }
    }

    private static bool IsExternal(string target) =>
        target.Contains("://", StringComparison.Ordinal) || target.StartsWith("mailto:", StringComparison.Ordinal);

    private static HashSet<string> ReadAnchors(string markdown)
    {
        var anchors = new HashSet<string>();
        foreach (Match heading in Heading().Matches(CodeFence().Replace(markdown.ReplaceLineEndings("\n"), "")))
        {
            var anchor = Slug(heading.Groups["title"].Value.Trim());
            var unique = anchor;
            for (var count = 1; !anchors.Add(unique); count++)
            {
                unique = $"{anchor}-{count}";
            }
        }

        return anchors;
    }

    // The rule of GitHub: lower case, spaces become hyphens, other punctuation goes.
    private static string Slug(string title)
    {
        var slug = new StringBuilder();
        foreach (var character in title)
        {
            if (char.IsLetterOrDigit(character) || character is '-' or '_')
            {
                slug.Append(char.ToLowerInvariant(character));
            }
            else if (character == ' ')
            {
                slug.Append('-');
            }
        }

        return slug.ToString();
    }

    [GeneratedRegex(@"\]\((?<target>[^)\s]+)(?:\s+""[^""]*"")?\)", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Link();

    [GeneratedRegex(@"^#{1,6}\s+(?<title>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^(?<fence>```|~~~).*?^\k<fence>|`[^`\n]*`\B(?!\])",
        RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex CodeFence();
}
