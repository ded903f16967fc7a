using Valhalla.Governance.Repository.Tests.Tidy;
using Valhalla.Governance.Testing.Approvals;

namespace Valhalla.Governance.Repository.Tests.Docs;

/// <summary>
/// C# in pages is code that compiles: <c>&lt;!-- snippet: name --&gt;</c> before a block names a region of
/// samples/Snippets, or a file of the repository, and the block is its text. <c>VALHALLA_APPROVE=1</c> writes the
/// blocks.
/// </summary>
public sealed class SnippetTests
{
    private static IEnumerable<CodeBlock> Blocks => RepositoryFile.All
        .Where(file => file.IsMarkdown)
        .SelectMany(file => CodeBlock.ReadAll(file.Path, file.Text));

    [Fact]
    public void Blocks_InPages_NameTheirSource() => Assert.Empty(
        Blocks.Where(block => block.Source is null || SnippetSource.Find(block.Source) is null)
            .Select(block => $"{block.Page}:{block.Line}: '{block.Source}' names no region and no file"));

    [Fact]
    public void Blocks_InPages_AreTheirSource()
    {
        if (Approval.IsAccepting)
        {
            SnippetWriter.WriteAll();
            return;
        }

        Assert.All(Blocks, block => Assert.Equal(SnippetSource.Find(block.Source ?? ""), block.Code));
    }

    [Fact]
    public void Regions_OfSnippets_AreAllShown() =>
        Assert.Empty(SnippetSource.Regions.Keys.Except(Blocks.Select(block => block.Source ?? "")));

    [Fact]
    public void Unindent_NestedCode_KeepsRelativeIndent() =>
        Assert.Equal("a\n\n    b", SnippetSource.Unindent("\n        a\n\n            b\n"));

    [Fact]
    public void ReadAll_WithoutMarker_HasNoSource() =>
        Assert.Null(Assert.Single(CodeBlock.ReadAll("page.md", "text\n```csharp\nvar a = 1;\n```\n")).Source);
}
