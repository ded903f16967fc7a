using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using NSubstitute;

namespace Valhalla.Governance.Core.Tests.GovernedEnvironments;

public sealed class GovernedEnvironmentReaderTests
{
    [Theory]
    [InlineData("production", null, "Development", "production")]
    [InlineData("Production ", null, "Development", "production")]
    [InlineData(null, "production", "Development", "production")]
    [InlineData("staging", "production", "Development", "production")]
    [InlineData("production", "staging", "Development", "production")]
    [InlineData("staging", "test", "Development", "staging")]
    [InlineData("", null, "Development", "development")]
    [InlineData("  ", null, "Staging", "staging")]
    [InlineData(null, null, null, "production")]
    public void Read_Name_ComesFromTheFirstThatIsSet(string? env, string? option, string? host, string expected)
    {
        var environment = Read(new() { ["ENV"] = env, ["Valhalla:Environment"] = option }, host);

        Assert.Equal(expected, environment.Name);
        Assert.Equal(expected == "production", environment.IsProduction);
    }

    [Theory]
    [InlineData("production", null, true)]
    [InlineData("production", "1", true)]
    [InlineData("production", "", true)]
    [InlineData("production", "false", true)]
    [InlineData("production", "00", true)]
    [InlineData("production", "0", false)]
    [InlineData("production", " 0 ", false)]
    [InlineData("development", "1", false)]
    public void Read_Enforcement_OnlyZeroSwitchesItOff(string env, string? enforce, bool expected) => Assert.Equal(
        expected, Read(new() { ["ENV"] = env, ["GO_LIVE_ENFORCE"] = enforce }).IsEnforced);

    [Theory]
    [InlineData("DATABASE_URL", "postgresql://x", true)]
    [InlineData("Valhalla:DatabaseUrl", "sqlite:///x.db", true)]
    [InlineData("ConnectionStrings:Valhalla", "Host=x", true)]
    [InlineData("DATABASE_URL", " ", false)]
    [InlineData("SOMETHING_ELSE", "x", false)]
    public void Read_Database_IsExplicitWhenNamedAnywhere(string key, string value, bool expected) =>
        Assert.Equal(expected, Read(new() { [key] = value }).IsDatabaseExplicit);

    [Fact]
    public void Read_DatabaseChosenInCode_IsExplicit() => Assert.True(
        GovernedEnvironmentReader.Read(null, null, databaseChosenInCode: true).IsDatabaseExplicit);

    [Theory]
    [InlineData("prod")]
    [InlineData("PRD")]
    [InlineData("Live")]
    [InlineData("producton")]
    [InlineData("porduction")]
    [InlineData("prodeu")]
    [InlineData("productioneu")]
    [InlineData("liveeu")]
    [InlineData("eulive")]
    [InlineData("euprod")]
    public void Read_AlmostProduction_IsAnErrorAndNotAnOpenGate(string name)
    {
        var wrong = Assert.Throws<ValhallaConfigurationException>(() => Read(new() { ["ENV"] = name }));

        Assert.Equal("VG0002", wrong.Id);
    }

    [Theory]
    [InlineData("staging")]
    [InlineData("qa")]
    [InlineData("uat")]
    [InlineData("nonprod")]
    [InlineData("preprod-eu")]
    [InlineData("non-prod")]
    [InlineData("preproduction")]
    [InlineData("delivery")]
    public void Read_FreeName_StaysNotEnforced(string name) =>
        Assert.False(Read(new() { ["ENV"] = name }).IsEnforced);

    [Fact]
    public void Read_TwoSettingsContradict_TheStricterCountsAndIsTold()
    {
        var environment = Read(new() { ["ENV"] = "dev", ["Valhalla:Environment"] = "production" });

        Assert.True(environment.IsEnforced);
        Assert.Equal("Valhalla:Environment", environment.Source);
        Assert.Contains("ENV says 'dev'", StartAnnouncement.Why(environment), StringComparison.Ordinal);
        Assert.Throws<ValhallaConfigurationException>(
            () => Read(new() { ["ENV"] = "dev", ["Valhalla:Environment"] = "prod" }));
    }

    [Fact]
    public void Read_HostCallsItselfAlmostProduction_IsLeftToTheRunbook() =>
        Assert.Equal("prod", Read([], "Prod").Name);

    [Theory]
    [InlineData("Prod")]
    [InlineData("Live")]
    [InlineData("Prd")]
    [InlineData("Production-EU")]
    [InlineData("Staging")]
    [InlineData("Acceptance")]
    [InlineData("pre-prod")]
    public void Read_HostHasANameThatSaysNothing_IsEnforcedUntilSomebodySays(string hostName)
    {
        var environment = Read([], hostName);

        Assert.True(environment.IsUnknown);
        Assert.True(environment.IsEnforced);
        Assert.False(Read(new() { ["GO_LIVE_ENFORCE"] = "0" }, hostName).IsEnforced);
        Assert.False(Read(new() { ["Valhalla:Environment"] = "staging" }, hostName).IsEnforced);
    }

    [Theory]
    [InlineData("Development")]
    [InlineData("Testing")]
    [InlineData("Test")]
    [InlineData("Local")]
    [InlineData("CI")]
    [InlineData("IntegrationTests")]
    public void Read_HostIsKnownNotToBeProduction_IsNotEnforced(string hostName) =>
        Assert.False(Read([], hostName).IsEnforced);

    [Theory]
    [InlineData("production-eu", true)]
    [InlineData("eu.prod", true)]
    [InlineData("prod2", true)]
    [InlineData("live_ca", true)]
    [InlineData("pre-prod", false)]
    [InlineData("non-production", false)]
    [InlineData("products", false)]
    [InlineData("staging", false)]
    public void Read_ChosenName_IsAnErrorWhereItLooksLikeProduction(string name, bool isError)
    {
        var wrong = Record.Exception(() => Read(new() { ["ENV"] = name }));

        Assert.Equal(isError ? "VG0002" : null, (wrong as ValhallaConfigurationException)?.Id);
    }

    [Theory]
    [InlineData("pro duction")]
    [InlineData("<b>")]
    [InlineData("`x`")]
    [InlineData("produktión")]
    [InlineData("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    public void Read_MalformedName_IsAnError(string name) => Assert.Equal(
        "VG0001", Assert.Throws<ValhallaConfigurationException>(() => Read(new() { ["ENV"] = name })).Id);

    private static GovernedEnvironment Read(Dictionary<string, string?> settings, string? hostName = "Development")
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        if (hostName is null)
        {
            return GovernedEnvironmentReader.Read(configuration, host: null, databaseChosenInCode: false);
        }

        var host = Substitute.For<IHostEnvironment>();
        host.EnvironmentName.Returns(hostName);
        return GovernedEnvironmentReader.Read(configuration, host, databaseChosenInCode: false);
    }
}
