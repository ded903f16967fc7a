namespace Valhalla.Governance.Operations.Tests.Policies;

public sealed class ContactWindowsTests
{
    [Fact]
    public void CallingHours_Text_ReadBackEqual()
    {
        var text = ContactWindows.CallingHours.ToString();

        Assert.Equal(ContactWindows.CallingHours, ContactWindows.Parse(text));
        Assert.StartsWith("monday=09:00-21:30;", text, StringComparison.Ordinal);
        Assert.EndsWith("sunday=10:00-18:00", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("monday=09:00")]
    [InlineData("monday=25:61-26:00")]
    [InlineData("monday=10:00-09:00")]
    [InlineData("monday=09:00-10:00,10:00-11:00")]
    [InlineData("monday=09:00-10:00;monday=11:00-12:00")]
    [InlineData("someday=09:00-10:00")]
    public void Parse_NoWeekOfWindows_Throws(string text) =>
        Assert.Throws<FormatException>(() => ContactWindows.Parse(text));

    [Fact]
    public void On_DayThatIsNotNamed_IsClosed() =>
        Assert.Empty(ContactWindows.Parse("monday=09:00-24:00").On(DayOfWeek.Sunday));
}
