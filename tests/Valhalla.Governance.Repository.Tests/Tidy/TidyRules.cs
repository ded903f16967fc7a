using System.Text.RegularExpressions;

namespace Valhalla.Governance.Repository.Tests.Tidy;

/// <summary>What keeps the style, as pure functions: a file in, findings out.</summary>
internal static partial class TidyRules
{
    public const int MaximumColumns = 120;
    public const int MaximumLines = 300;

    /// <summary>How many lines an exception may list above what the file has, so that it only shrinks.</summary>
    public const int ExceptionSlackLines = 10;

    // Put together at run time, so that this file does not find itself.
    private static readonly string MachineFolder = "/" + "work/";

    public static IEnumerable<string> FindLongLines(RepositoryFile file) =>
        file.Lines.Select((line, index) => (line, number: index + 1))
            .Where(item => item.line.Length > MaximumColumns)
            .Select(item => $"{file.Path}:{item.number}: {item.line.Length} columns, {MaximumColumns} are allowed");

    public static IEnumerable<string> FindLongFile(RepositoryFile file, IReadOnlyDictionary<string, int> exceptions)
    {
        var lines = file.Lines.Length - 1;
        if (!exceptions.TryGetValue(file.Path, out var allowed))
        {
            if (lines > MaximumLines)
            {
                yield return $"{file.Path}: {lines} lines, {MaximumLines} are allowed: split it by responsibility";
            }
        }
        else if (lines > allowed)
        {
            yield return $"{file.Path}: {lines} lines, its exception allows {allowed}, and an exception only shrinks";
        }
        else if (allowed - lines > ExceptionSlackLines || lines <= MaximumLines)
        {
            yield return $"{file.Path}: only {lines} lines are left: lower or remove its exception of {allowed}";
        }
    }

    public static IEnumerable<string> FindBannedNames(RepositoryFile file) =>
        TypeDeclaration().Matches(file.Text)
            .Select(match => match.Groups["name"].Value)
            .Append(Path.GetFileNameWithoutExtension(file.Path))
            .Where(name => BannedName().IsMatch(name))
            .Distinct()
            .Select(name => $"{file.Path}: '{name}' says nothing: no Manager, Helper, Utils, …Base");

    public static IEnumerable<string> FindLeftovers(RepositoryFile file) =>
        file.Lines.Select((line, index) => (line, number: index + 1))
            .Where(item => Leftover().IsMatch(item.line))
            .Select(item => $"{file.Path}:{item.number}: finish it or open an issue: {item.line.Trim()}");

    public static IEnumerable<string> FindMachinePaths(RepositoryFile file) =>
        file.Lines.Select((line, index) => (line, number: index + 1))
            .Where(item => item.line.Contains(MachineFolder, StringComparison.Ordinal))
            .Select(item => $"{file.Path}:{item.number}: a path of one machine: {item.line.Trim()}");

    public static IEnumerable<string> FindSecondPublicType(RepositoryFile file)
    {
        var types = PublicType().Matches(file.Text).Select(match => match.Groups["name"].Value).Distinct().ToArray();
        return types.Length > 1
            ? [$"{file.Path}: {types.Length} public types ({string.Join(", ", types)}): one a file"]
            : [];
    }

    public static IEnumerable<string> FindEmptyUnreleased(RepositoryFile changelog)
    {
        var section = UnreleasedSection().Match(changelog.Text);
        return section.Success && section.Groups["body"].Value.Contains("\n- ", StringComparison.Ordinal)
            ? []
            : [$"{changelog.Path}: no entry under '## [Unreleased]'"];
    }

    [GeneratedRegex(
        @"^\s*(?:(?:public|internal|private|protected|file|static|sealed|abstract|partial|readonly|ref)\s+)*"
            + @"(?:class|record\s+struct|record\s+class|record|struct|interface|enum)\s+(?<name>[A-Z]\w*)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex TypeDeclaration();

    [GeneratedRegex(
        @"^public\s+(?:(?:static|sealed|abstract|partial|readonly|ref|unsafe)\s+)*"
            + @"(?:class|record\s+struct|record\s+class|record|struct|interface|enum|delegate\s+[\w<>?\[\],. ]+?)"
            + @"\s+(?<name>[A-Z]\w*)",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex PublicType();

    [GeneratedRegex("Manager|Helper|Utils|Base$", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex BannedName();

    [GeneratedRegex(@"\b(?:TO" + @"DO|FIX" + @"ME|HA" + @"CK)\b", RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex Leftover();

    [GeneratedRegex(@"^## \[Unreleased\](?<body>.*?)(?=^## |\z)",
        RegexOptions.Multiline | RegexOptions.Singleline | RegexOptions.ExplicitCapture, 5000)]
    private static partial Regex UnreleasedSection();
}
