using Valhalla.Governance.Runbook;

namespace Valhalla.Governance.Core.Tests.Runbook;

public sealed class RunbookMarkdownTests
{
    private static readonly DateTimeOffset At =
        new DateTimeOffset(2026, 1, 13, 15, 30, 0, TimeSpan.Zero).AddTicks(1_234_560);

    /// <summary>The form is that of the source document "Go-Live Runbook + KPI Helpers".</summary>
    [Fact]
    public void Write_AllSections_HasTheFormOfTheSource()
    {
        var status = Status(
            [Item("go_live_checklist", false, "Go-live checklist must pass before enabling production execution")],
            [],
            [Item(
                "enforcement_expected_in_prod",
                true,
                "Go-live enforcement currently ON (recommended ON in production)")]);

        const string Expected = """
            # Valhalla Go-Live Runbook

            Generated: `2026-01-13T15:30:00.123456Z`

            ## Blockers

            - ❌ **go_live_checklist** — Go-live checklist must pass before enabling production execution

            ## Warnings

            - ✅ None

            ## Info / Passing Checks

            - ✅ **enforcement_expected_in_prod** — Go-live enforcement currently ON (recommended ON in production)

            """;
        Assert.Equal(Expected, RunbookMarkdown.Write(status));
    }

    [Fact]
    public void Write_NothingBlocks_SaysNone() => Assert.Contains(
        "## Blockers\n\n- ✅ None\n", RunbookMarkdown.Write(Status([], [], [])), StringComparison.Ordinal);

    [Theory]
    [InlineData("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;")]
    [InlineData("a & b &lt;", "a &amp; b &amp;lt;")]
    [InlineData("`code`", @"\`code\`")]
    [InlineData("[click](javascript:alert(1))", @"\[click\](javascript:alert(1))")]
    [InlineData("![x](http://evil.test)", @"!\[x\](http\://evil.test)")]
    [InlineData("see https://evil.test", @"see https\://evil.test")]
    [InlineData("see WWW.evil.test", @"see WWW\.evil.test")]
    [InlineData("mail a@evil.test", @"mail a\@evil.test")]
    [InlineData("**bold** _em_ ~~gone~~", @"\*\*bold\*\* \_em\_ \~\~gone\~\~")]
    [InlineData("snake_case_id", "snake_case_id")]
    [InlineData(@"back\slash", @"back\\slash")]
    [InlineData("a\n## Warnings\r\n- ✅ ok", "a ## Warnings  - ✅ ok")]
    [InlineData("a\u2028b\u2029c\u0085d\u000be", "a b c d e")]
    [InlineData("abc\u202ecba\u200b", "abc cba ")]
    [InlineData("| a | b |", @"\| a \| b \|")]
    [InlineData("$x$", @"\$x\$")]
    public void Write_TextFromOutside_IsShownAndDoesNothing(string message, string expected)
    {
        var text = RunbookMarkdown.Write(Status([Item("own", false, message)], [], []));

        Assert.Contains($"\n- ❌ **own** — {expected}\n", text, StringComparison.Ordinal);
    }

    private static RunbookStatus Status(RunbookItem[] blockers, RunbookItem[] warnings, RunbookItem[] info) =>
        new(At, blockers, warnings, info, "");

    private static RunbookItem Item(string id, bool ok, string message) =>
        new(id, ok, CheckSeverity.Blocker, message, RunbookDetail.Empty);
}
