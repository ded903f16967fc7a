namespace Valhalla.Governance.Operations.Tests.Policies;

public sealed class ProvinceCodeTests
{
    [Fact]
    public void All_Provinces_AreThirteenAndSorted()
    {
        Assert.Equal(13, ProvinceCode.All.Count);
        Assert.Equal(ProvinceCode.All.Order(), ProvinceCode.All);
    }

    [Theory]
    [InlineData("ON", true)]
    [InlineData("on", false)]
    [InlineData("XX", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void TryParse_Text_OnlyTheThirteenExactly(string? text, bool known)
    {
        Assert.Equal(known, ProvinceCode.TryParse(text, out var province));
        Assert.Equal(known ? text : "", province.Value);
    }
}
