namespace Valhalla.Governance.Core.Tests.Primitives;

public sealed class PlainTextTests
{
    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("A\u200Bnn", "Ann")]
    [InlineData("\u202Ennn\u202C", "nnn")]
    [InlineData("\uFEFFAnn\u2060", "Ann")]
    [InlineData("\uFF21nn", "Ann")]
    [InlineData("e\u0301", "\u00E9")]
    [InlineData("e\u200D\u0301", "\u00E9")]
    [InlineData("a\u00A0b\u2003c\u2028d", "a b c d")]
    [InlineData("x\u3164y\u115Fz\uFFA0", "xyz")]
    [InlineData("\uDB40\uDC41hidden", "hidden")]
    [InlineData("on\u00ADcall \u2764\uFE0F", "oncall \u2764")]
    [InlineData("\u200B", "")]
    [InlineData("a\nb", "a\nb")]
    [InlineData(null, null)]
    public void Normalize_Text_KeepsWhatIsSeen(string? text, string? expected) =>
        Assert.Equal(expected, PlainText.Normalize(text));

    [Fact]
    public void Normalize_AnyCharacter_ComesOutTheSameTwice()
    {
        for (var code = 0; code <= 0x10FFFF; code++)
        {
            if (code is >= 0xD800 and <= 0xDFFF)
            {
                continue;
            }

            var once = PlainText.Normalize("a" + char.ConvertFromUtf32(code) + "b");
            if (once != PlainText.Normalize(once))
            {
                Assert.Fail($"U+{code:X4} comes out differently the second time.");
            }
        }
    }

    [Fact]
    public void Normalize_PrintableAscii_IsTheSameObject()
    {
        var text = new string('x', 200);

        Assert.Same(text, PlainText.Normalize(text));
    }

    [Fact]
    public void Normalize_BrokenUnicode_IsLeftToBeRefused() =>
        Assert.False(TextRules.IsValid(PlainText.Normalize("x" + (char)0xD800), 10));

    [Theory]
    [InlineData("a\nb", "a b")]
    [InlineData("\u0000\r\n", null)]
    [InlineData("\u200B", null)]
    [InlineData("0123456789abc", "0123456789")]
    [InlineData("012345678\uD83D\uDE00", "012345678")]
    [InlineData("", null)]
    [InlineData(null, null)]
    public void Mend_AnyText_IsMadeFitToBeKept(string? text, string? expected)
    {
        var mended = PlainText.Mend(text, 10);

        Assert.Equal(expected, mended);
        Assert.True(mended is null || TextRules.IsValid(mended, 10));
    }

    [Fact]
    public void Mend_EveryCodeUnit_IsValidOrNothing()
    {
        for (var code = 0; code <= 0xFFFF; code++)
        {
            var mended = PlainText.Mend($"{(char)code}x{(char)code}", 60);
            if (mended is not null && !TextRules.IsValid(mended, 60))
            {
                Assert.Fail($"U+{code:X4} is not mended.");
            }
        }
    }
}
