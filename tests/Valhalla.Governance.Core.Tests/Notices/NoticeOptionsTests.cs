using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Valhalla.Governance.Notices;

namespace Valhalla.Governance.Core.Tests.Notices;

public sealed class NoticeOptionsTests
{
    private const string Hook = "Valhalla:Notices:Webhooks:0:";
    private const string Secret = "0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("https://hooks.example.com/valhalla")]
    [InlineData("http://localhost:9000/hook")]
    [InlineData("http://127.0.0.1/hook")]
    public void Read_UsableWebhook_IsANotifier(string url)
    {
        var notifiers = Read(("Url", url), ("Kinds:0", "kill_switch_engaged"), ("Timeout", "00:00:03"));

        Assert.Equal(["on-call"], notifiers.Names);
        Assert.IsType<WebhookNotifier>(notifiers.Find("on-call"));
    }

    [Fact]
    public void Read_PlainHttpAllowed_IsANotifier() =>
        Assert.Single(Read(("Url", "http://10.0.0.1/hook"), ("AllowInsecure", "true")).All);

    [Fact]
    public void Read_LinkLocalAllowed_IsANotifier() => Assert.Single(Read(
        ("Url", "https://169.254.10.20/hook"), ("AllowLinkLocal", "true"), ("SecondSecret", Secret)).All);

    [Theory]
    [InlineData("Name", "On Call", "VG1802")]
    [InlineData("Name", "", "VG1802")]
    [InlineData("Url", "http://hooks.example.com", "VG1803")]
    [InlineData("Url", "ftp://hooks.example.com", "VG1803")]
    [InlineData("Url", "/hook", "VG1803")]
    [InlineData("Url", "https://user:word@hooks.example.com", "VG1803")]
    [InlineData("Secret", "0123456789abcdef0123456789abcde", "VG1804")]
    [InlineData("SecondSecret", "0123456789abcdef0123456789abcde", "VG1804")]
    [InlineData("Url", "https://169.254.169.254/latest/meta-data", "VG1806")]
    [InlineData("Url", "https://2852039166/hook", "VG1806")]
    [InlineData("Url", "https://[fe80::1]/hook", "VG1806")]
    [InlineData("Url", "https://[fd00:ec2::254]/hook", "VG1806")]
    [InlineData("Url", "https://[::ffff:169.254.169.254]/hook", "VG1806")]
    [InlineData("Url", "https://168.63.129.16/hook", "VG1806")]
    [InlineData("Kinds:0", "kill", "VG1805")]
    [InlineData("Timeout", "00:02:00", "VG1801")]
    public void Read_WrongWebhook_IsRefusedWithItsId(string setting, string value, string id)
    {
        var error = Assert.Throws<OptionsValidationException>(() => Read((setting, value)));

        Assert.StartsWith(id, error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret[..31], error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PollInterval", "00:02:00")]
    [InlineData("MaxAttempts", "0")]
    [InlineData("MaxDelay", "00:00:00.5")]
    public void Read_WrongRange_IsRefusedWithItsId(string setting, string value)
    {
        var error = Assert.Throws<OptionsValidationException>(
            () => Build(new() { [$"Valhalla:Notices:{setting}"] = value }).GetRequiredService<NoticeNotifiers>());

        Assert.StartsWith("VG1801", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_TwoWebhooksOfOneName_IsRefused()
    {
        var values = Webhook();
        foreach (var (key, value) in Webhook())
        {
            values[key.Replace(":0:", ":1:", StringComparison.Ordinal)] = value;
        }

        var error = Assert.Throws<OptionsValidationException>(
            () => Build(values).GetRequiredService<NoticeNotifiers>());

        Assert.StartsWith("VG1802", error.Message, StringComparison.Ordinal);
        Assert.Contains("on-call", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_OwnNotifierNamedAsAWebhook_IsRefused()
    {
        var services = new ServiceCollection();
        services.AddSingleton<IGovernanceNotifier>(new ScriptedNotifier("on-call", TimeProvider.System));

        var error = Assert.Throws<ValhallaConfigurationException>(
            () => Build(Webhook(), services).GetRequiredService<NoticeNotifiers>());

        Assert.Equal("VG1802", error.Id);
    }

    private static Dictionary<string, string?> Webhook(params (string Setting, string Value)[] settings)
    {
        var values = new Dictionary<string, string?>
        {
            [Hook + "Name"] = "on-call",
            [Hook + "Url"] = "https://hooks.example.com",
            [Hook + "Secret"] = Secret,
        };
        foreach (var (setting, value) in settings)
        {
            values[Hook + setting] = value;
        }

        return values;
    }

    private static NoticeNotifiers Read(params (string Setting, string Value)[] settings) =>
        Build(Webhook(settings)).GetRequiredService<NoticeNotifiers>();

    private static ServiceProvider Build(Dictionary<string, string?> values, IServiceCollection? services = null)
    {
        services ??= new ServiceCollection();
        services.AddSingleton<IConfiguration>(new ConfigurationBuilder().AddInMemoryCollection(values).Build());
        services.AddLogging();
        services.AddValhallaCore();
        return services.BuildServiceProvider();
    }
}
