using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Valhalla.Governance.Retention;

namespace Valhalla.Governance.Core.Tests.Retention;

public sealed class RetentionOptionsTests
{
    [Fact]
    public void Read_NothingSet_IsOff() => Assert.False(Read().Enabled);

    [Theory]
    [InlineData("true", true)]
    [InlineData("1", true)]
    [InlineData("False", false)]
    [InlineData("0", false)]
    public void Read_TheVariables_WinOverTheSection(string enabled, bool expected)
    {
        var options = Read(
            ("RETENTION_ENABLED", enabled), ("RETENTION_CRON_MINUTES", "30"),
            ("Valhalla:Retention:Enabled", expected ? "false" : "true"),
            ("Valhalla:Retention:Interval", "02:00:00"));

        Assert.Equal((expected, TimeSpan.FromMinutes(30)), (options.Enabled, options.Interval));
    }

    [Theory]
    [InlineData("RETENTION_ENABLED", "yes")]
    [InlineData("RETENTION_CRON_MINUTES", "0")]
    [InlineData("RETENTION_CRON_MINUTES", "*/30 * * * *")]
    [InlineData("RETENTION_CRON_MINUTES", "44641")]
    public void Read_AVariableThatCannotBeRead_IsRefusedWithItsId(string key, string value)
    {
        var error = Assert.Throws<ValhallaConfigurationException>(() => Read((key, value)));

        Assert.Equal("VG1902", error.Id);
        Assert.Contains(key, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("KpiEventDays", "34")]
    [InlineData("KpiEventDays", "3651")]
    [InlineData("RecommendationDays", "34")]
    [InlineData("RiskEventDays", "34")]
    [InlineData("FeedbackDays", "34")]
    [InlineData("OfferEvidenceDays", "34")]
    [InlineData("InfluenceEventDays", "34")]
    [InlineData("EvidenceDays", "34")]
    [InlineData("DeadLetterDays", "34")]
    [InlineData("BatchSize", "99")]
    [InlineData("BatchSize", "10001")]
    [InlineData("Interval", "00:00:59")]
    [InlineData("Pause", "00:01:01")]
    public void Read_OutOfRange_IsRefusedWithItsId(string setting, string value)
    {
        var error = Assert.Throws<OptionsValidationException>(() => Read(($"Valhalla:Retention:{setting}", value)));

        Assert.StartsWith("VG1901", error.Message, StringComparison.Ordinal);
        Assert.Contains(setting, error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("2026-04-01T00:00:00Z")]
    [InlineData("2026-04-01T23:59:59Z")]
    public void Before_AnyTimeOfADay_IsTheStartOfAUtcDay(string now) => Assert.Equal(
        new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero),
        new RetentionRule("kpi_event", 90).Before(
            DateTimeOffset.Parse(now, System.Globalization.CultureInfo.InvariantCulture)));

    private static RetentionOptions Read(params (string Key, string Value)[] settings)
    {
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder()
            .AddInMemoryCollection(settings.ToDictionary(s => s.Key, s => (string?)s.Value)).Build());
        services.AddLogging();
        services.AddValhallaCore();
        using var provider = services.BuildServiceProvider();
        return provider.GetRequiredService<IOptions<RetentionOptions>>().Value;
    }
}
