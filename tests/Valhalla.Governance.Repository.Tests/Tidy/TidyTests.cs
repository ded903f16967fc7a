namespace Valhalla.Governance.Repository.Tests.Tidy;

/// <summary>The style of the whole repository, in the spirit of TigerBeetle's tidy test.</summary>
public sealed class TidyTests
{
    /// <summary>Files above the limit, with the lines each may have. Add none; lower them as files shrink.</summary>
    private static readonly Dictionary<string, int> LongFileExceptions = [];

    private static IEnumerable<RepositoryFile> CSharp =>
        RepositoryFile.All.Where(file => file.IsCSharp && !file.IsGenerated);

    private static IEnumerable<RepositoryFile> WrittenByUs =>
        RepositoryFile.All.Where(file => !file.IsGenerated && !file.HasExtension("packages.lock.json"));

    [Fact]
    public void All_ThisRepository_IsSeen()
    {
        Assert.Contains(RepositoryFile.All, file => file.Path == "README.md");
        Assert.Contains(CSharp, file => file.Path.EndsWith("/Tidy/TidyTests.cs", StringComparison.Ordinal));
    }

    [Fact]
    public void Lines_CSharp_FitTheColumns() => AssertNone(CSharp.SelectMany(TidyRules.FindLongLines));

    [Fact]
    public void Length_CSharp_StaysBelowTheRatchet() =>
        AssertNone(CSharp.SelectMany(file => TidyRules.FindLongFile(file, LongFileExceptions)));

    [Fact]
    public void LengthExceptions_NamedFiles_Exist() =>
        Assert.Subset(CSharp.Select(file => file.Path).ToHashSet(), LongFileExceptions.Keys.ToHashSet());

    [Fact]
    public void Names_TypesAndFiles_SaySomething() => AssertNone(CSharp.SelectMany(TidyRules.FindBannedNames));

    [Fact]
    public void Text_Everywhere_HasNoLeftovers() => AssertNone(WrittenByUs.SelectMany(TidyRules.FindLeftovers));

    [Fact]
    public void Text_Everywhere_NamesNoMachinePath() => AssertNone(WrittenByUs.SelectMany(TidyRules.FindMachinePaths));

    [Fact]
    public void Types_Public_AreOneAFile() => AssertNone(CSharp
        .Where(file => !file.Path.StartsWith("tests/", StringComparison.Ordinal))
        .SelectMany(TidyRules.FindSecondPublicType));

    [Fact]
    public void Links_Markdown_AreAlive() =>
        AssertNone(RepositoryFile.All.Where(file => file.IsMarkdown).SelectMany(MarkdownLinks.FindDead));

    [Fact]
    public void Changelog_Unreleased_HasEntries() => AssertNone(
        TidyRules.FindEmptyUnreleased(RepositoryFile.All.Single(file => file.Path == "CHANGELOG.md")));

    private static void AssertNone(IEnumerable<string> findings)
    {
        var all = findings.ToArray();
        Assert.True(all.Length == 0, $"{all.Length} findings:\n{string.Join('\n', all)}");
    }
}
