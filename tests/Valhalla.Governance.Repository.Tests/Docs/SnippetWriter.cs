using Valhalla.Governance.Repository.Tests.Tidy;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.Repository.Tests.Docs;

/// <summary>Writes the code of every marked block anew.</summary>
internal static class SnippetWriter
{
    public static void WriteAll()
    {
        foreach (var page in RepositoryFile.All.Where(file => file.IsMarkdown))
        {
            var text = Fill(page);
            if (text != page.Text)
            {
                File.WriteAllText(Path.Combine(RepositoryPaths.Root, page.Path), text);
            }
        }
    }

    public static string Fill(RepositoryFile page)
    {
        var lines = page.Lines.ToList();

        // From the last block to the first, so that the line numbers before it stay right.
        foreach (var block in CodeBlock.ReadAll(page.Path, page.Text).Reverse())
        {
            if (block.Source is { } source && SnippetSource.Find(source) is { } code)
            {
                lines.RemoveRange(block.Line, lines.IndexOf("```", block.Line) - block.Line);
                lines.InsertRange(block.Line, code.Split('\n'));
            }
        }

        return string.Join('\n', lines);
    }
}
