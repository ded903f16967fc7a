namespace Valhalla.Governance.Repository.Tests.Tidy;

/// <summary>Each rule of the tidy test, broken on purpose.</summary>
public sealed class TidyRulesTests
{
    private static readonly Dictionary<string, int> NoExceptions = [];

    [Theory]
    [InlineData(120, 0)]
    [InlineData(121, 1)]
    public void FindLongLines_AtTheLimit_CountsColumns(int columns, int findings) =>
        Assert.Equal(findings, TidyRules.FindLongLines(File(new string('x', columns) + "\nshort\n")).Count());

    [Theory]
    [InlineData(300, 0)]
    [InlineData(301, 1)]
    public void FindLongFile_AtTheLimit_CountsLines(int lines, int findings) =>
        Assert.Equal(findings, TidyRules.FindLongFile(OfLines(lines), NoExceptions).Count());

    [Theory]
    [InlineData(401, "only shrinks")]
    [InlineData(389, "lower or remove")]
    [InlineData(200, "lower or remove")]
    [InlineData(395, null)]
    public void FindLongFile_WithException_OnlyShrinks(int lines, string? expected)
    {
        var file = OfLines(lines);

        var findings = TidyRules.FindLongFile(file, new Dictionary<string, int> { [file.Path] = 400 });

        if (expected is null)
        {
            Assert.Empty(findings);
        }
        else
        {
            Assert.Contains(expected, Assert.Single(findings), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("internal sealed class GateManager", 1)]
    [InlineData("public static partial class StringUtils;", 1)]
    [InlineData("    private readonly record struct MoneyHelper(long Cents);", 1)]
    [InlineData("public abstract class StoreBase", 1)]
    [InlineData("public sealed class Baseline", 0)]
    [InlineData("/// <summary>The manager of this class decides.</summary>", 0)]
    public void FindBannedNames_Declarations_AreRead(string line, int findings) =>
        Assert.Equal(findings, TidyRules.FindBannedNames(File(line + "\n")).Count());

    [Fact]
    public void FindBannedNames_FileName_IsRead() =>
        Assert.Single(TidyRules.FindBannedNames(new RepositoryFile("src/A/Risk/RiskHelper.cs", "")));

    [Theory]
    [InlineData("TO" + "DO")]
    [InlineData("FIX" + "ME")]
    [InlineData("HA" + "CK")]
    public void FindLeftovers_Word_IsFound(string word)
    {
        Assert.Single(TidyRules.FindLeftovers(File($"// {word}: later\n")));
        Assert.Empty(TidyRules.FindLeftovers(File($"// {word}S_AND_MORE\n")));
    }

    [Fact]
    public void FindMachinePaths_Path_IsFound() =>
        Assert.Single(TidyRules.FindMachinePaths(File("see /" + "work/main\n")));

    [Theory]
    [InlineData("public sealed class A;\ninternal class B;\n", 0)]
    [InlineData("public sealed class A;\npublic enum B { C }\n", 1)]
    [InlineData("public readonly record struct A(int B);\npublic delegate Task<int?> D(int x);\n", 1)]
    [InlineData("public interface IA\n{\n    public sealed class Nested;\n}\n", 0)]
    [InlineData("public class A;\npublic class A<T>;\n", 0)]
    public void FindSecondPublicType_TopLevel_AreCounted(string text, int findings) =>
        Assert.Equal(findings, TidyRules.FindSecondPublicType(File(text)).Count());

    [Theory]
    [InlineData("## [Unreleased]\n\n### Added\n\n- A thing.\n", 0)]
    [InlineData("## [Unreleased]\n\n## [0.1.0]\n\n- A thing.\n", 1)]
    [InlineData("# Changelog\n", 1)]
    public void FindEmptyUnreleased_Entries_AreNeeded(string text, int findings) =>
        Assert.Equal(findings, TidyRules.FindEmptyUnreleased(new RepositoryFile("CHANGELOG.md", text)).Count());

    [Theory]
    [InlineData("[a](README.md)", 0)]
    [InlineData("[a](https://example.org/nothing)", 0)]
    [InlineData("[a](docs/no-such-page.md)", 1)]
    [InlineData("# One Heading: here\n[a](#one-heading-here)", 0)]
    [InlineData("# One heading\n[a](#another-heading)", 1)]
    [InlineData("[a](README.md#no-such-heading)", 1)]
    [InlineData("```\n[a](no-such-file)\n```\n", 0)]
    [InlineData("[`code`](no-such-file)", 1)]
    public void FindDead_Links_AreFollowed(string text, int findings) =>
        Assert.Equal(findings, MarkdownLinks.FindDead(new RepositoryFile("CONTRIBUTING.md", text)).Count());

    private static RepositoryFile File(string text) => new("src/A/Thing.cs", text);

    private static RepositoryFile OfLines(int lines) => File(string.Concat(Enumerable.Repeat("x\n", lines)));
}
