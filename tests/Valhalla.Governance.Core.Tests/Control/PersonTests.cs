using Valhalla.Governance.Control;

namespace Valhalla.Governance.Core.Tests.Control;

/// <summary>Names that nobody can tell apart are one person, where a name is all there is.</summary>
public sealed class PersonTests
{
    [Theory]
    [InlineData("greg", "\u0261reg")]
    [InlineData("anna", "\u0251nna")]
    [InlineData("ivan", "i\u03BDan")]
    [InlineData("ruth", "r\u03C5th")]
    [InlineData("Lee", "Iee")]
    [InlineData("Paul", "Pau1")]
    [InlineData("Ian", "|an")]
    [InlineData("Ian", "\u04C0an")]
    [InlineData("bo", "b0")]
    [InlineData("don", "d\u0585\u0578")]
    [InlineData("lulu", "l\u057Dlu")]
    [InlineData("dad", "\u0501a\u0501")]
    [InlineData("quinn", "\u051Buinn")]
    [InlineData("sis", "\u0455\u0456\u0455")]
    [InlineData("josh", "\u0458os\u04BB")]
    [InlineData("kirk", "\u03BA\u03B9r\u03BA")]
    [InlineData("pat", "\u03C1a\u03C4")]
    [InlineData("Max", "\u039Ca\u03C7")]
    [InlineData("MAX", "\u13B7AX")]
    [InlineData("ANN", "A\u039D\u039D")]
    public void IsSame_LookAlikes_AreOnePerson(string name, string other)
    {
        Assert.True(Person.IsSame(new ChangeAuthor(name), new ChangeAuthor(other, PersonId: "x")));
        Assert.True(Person.IsSame(new ChangeAuthor(other.ToUpperInvariant()), new ChangeAuthor(other)));
    }

    [Theory]
    [InlineData("ivan", "inan")]
    [InlineData("ann", "anna")]
    [InlineData("bob", "rob")]
    public void IsSame_OtherNames_AreTwo(string name, string other) =>
        Assert.False(Person.IsSame(new ChangeAuthor(name), new ChangeAuthor(other)));
}
