using Valhalla.Governance.Report;

namespace Valhalla.Governance.Repository.Tests.Report;

/// <summary>What <c>--only</c> can name.</summary>
public sealed class CatalogTests
{
    [Fact]
    public void Ids_OfRows_BeginWithTheirGroupAndAreUnique()
    {
        Assert.All(Catalog.Groups, group => Assert.All(
            group.Rows, row => Assert.StartsWith(group.Name + "/", row.Id, StringComparison.Ordinal)));
        Assert.Distinct(Catalog.Groups.SelectMany(group => group.Rows).Select(row => row.Id));
        Assert.Distinct(Catalog.Groups.Select(group => group.Name));
    }

    [Theory]
    [InlineData(null, "gate/check", true)]
    [InlineData("gate", "gate/check", true)]
    [InlineData("gate/check", "gate/check", true)]
    [InlineData("gate/check", "gate/allocation", false)]
    [InlineData("kpi", "kpi-call/step-1", false)]
    public void IsWanted_ByName_TakesARowOrAGroup(string? only, string id, bool expected)
    {
        var arguments = ReportArguments.Parse(only is null ? [] : ["--only", only]);

        Assert.Equal(expected, arguments.IsWanted(id));
    }

    [Theory]
    [InlineData("--nonsense")]
    [InlineData("--json")]
    public void Parse_WrongOption_IsRefused(string option) =>
        Assert.Throws<FormatException>(() => ReportArguments.Parse([option]));

    [Fact]
    public void IsFull_Options_OnlyAllRowsInFull()
    {
        Assert.True(ReportArguments.Parse([]).IsFull);
        Assert.False(ReportArguments.Parse(["--quick"]).IsFull);
        Assert.False(ReportArguments.Parse(["--only", "gate"]).IsFull);
    }
}
