using System.Net;
using Microsoft.AspNetCore.Http;
using Valhalla.Governance.Notices;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.AspNetCore.Tests.Notices;

/// <summary>The webhook against a real server on this machine.</summary>
public sealed class WebhookNotifierTests
{
    private static readonly GovernanceNotice Notice = new()
    {
        Sequence = 7,
        Hash = new string('a', 64),
        Kind = GovernanceNoticeKind.KillSwitchEngaged,
        Action = "kill_switch.engage",
        At = new DateTimeOffset(2026, 1, 13, 15, 30, 0, TimeSpan.Zero),
        Subject = "",
        Actor = "zoë",
        Reason = "fire <b>",
    };

    [Fact]
    public async Task Notify_ReceiverAccepts_GotASignedNotice()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        using var client = new WebhookClient();

        await Create(receiver, client).NotifyAsync(Notice, CancellationToken.None);

        var (id, body, isSigned) = Assert.Single(receiver.Received);
        Assert.True(isSigned);
        Assert.Equal(Notice.Id, id);
        Assert.Equal(Notice, NoticeJson.Read(body));
    }

    [Theory]
    [InlineData("http://169.254.169.254/hook")]
    [InlineData("http://[fe80::1]/hook")]
    [InlineData("http://0xA9FEA9FE/hook")]
    public async Task Notify_LinkLocalAddress_IsRefusedWhenItIsConnectedTo(string url)
    {
        using var client = new WebhookClient();
        var notifier = new WebhookNotifier(
            new NoticeWebhookOptions { Name = "a", Url = url, Secret = WebhookReceiver.Secret, AllowInsecure = true },
            client,
            TimeProvider.System);

        var error = await FailAsync(notifier);

        Assert.False(error.IsTransient);
        Assert.Equal(WebhookAddressException.Remedy, error.Message);
    }

    [Theory]
    [InlineData("169.254.0.1", true)]
    [InlineData("169.254.169.254", true)]
    [InlineData("::ffff:169.254.169.254", true)]
    [InlineData("64:ff9b::169.254.169.254", true)]
    [InlineData("fe80::1%3", true)]
    [InlineData("fd00:ec2::254", true)]
    [InlineData("100.100.100.200", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("::1", false)]
    [InlineData("10.0.0.1", false)]
    [InlineData("169.253.255.255", false)]
    [InlineData("fd00::1", false)]
    public void Addresses_LinkLocalOrMetadata_AreTold(string address, bool isLinkLocal) =>
        Assert.Equal(isLinkLocal, WebhookAddresses.IsLinkLocal(System.Net.IPAddress.Parse(address)));

    [Theory]
    [InlineData(WebhookReceiver.Secret, "another secret of 32 bytes or so.")]
    [InlineData("another secret of 32 bytes or so.", WebhookReceiver.Secret)]
    public async Task Notify_WhileTheSecretIsChanged_EitherSecretVerifies(string secret, string second)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        using var client = new WebhookClient();
        var notifier = new WebhookNotifier(
            new NoticeWebhookOptions { Name = "on-call", Url = receiver.Url, Secret = secret, SecondSecret = second },
            client,
            TimeProvider.System);

        await notifier.NotifyAsync(Notice, CancellationToken.None);

        Assert.True(Assert.Single(receiver.Received).IsSigned);
    }

    [Theory]
    [InlineData(500, true)]
    [InlineData(503, true)]
    [InlineData(408, true)]
    [InlineData(425, true)]
    [InlineData(429, true)]
    [InlineData(400, false)]
    [InlineData(401, false)]
    [InlineData(404, false)]
    [InlineData(410, false)]
    [InlineData(422, false)]
    public async Task Notify_ReceiverRefuses_SaysWhetherTryingAgainMakesSense(int status, bool isTransient)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        using var client = new WebhookClient();
        receiver.Answer = async context =>
        {
            context.Response.StatusCode = status;
            await context.Response.WriteAsync("secret details of the receiver");
        };

        var error = await FailAsync(Create(receiver, client));

        Assert.Equal(isTransient, error.IsTransient);
        Assert.Equal($"The receiver answered {status}.", error.Message);
        Assert.Null(error.RetryAfter);
    }

    [Fact]
    public async Task Notify_Redirected_IsNotFollowed()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        using var client = new WebhookClient();
        receiver.Answer = context =>
        {
            context.Response.StatusCode = StatusCodes.Status307TemporaryRedirect;
            context.Response.Headers.Location = "/hook?again";
            return Task.CompletedTask;
        };

        var error = await FailAsync(Create(receiver, client));

        Assert.False(error.IsTransient);
        Assert.Single(receiver.Received);
    }

    [Theory]
    [InlineData("30", 30)]
    [InlineData("Tue, 13 Jan 2026 15:31:15 GMT", 75)]
    public async Task Notify_RetryAfter_IsRead(string header, int seconds)
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        using var client = new WebhookClient();
        receiver.Answer = context =>
        {
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers.RetryAfter = header;
            return Task.CompletedTask;
        };

        var error = await FailAsync(Create(receiver, client));

        Assert.Equal(TimeSpan.FromSeconds(seconds), error.RetryAfter);
    }

    [Fact]
    public async Task Notify_AnswerThatNeverEnds_IsNotWaitedForAndCutOff()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        using var client = new WebhookClient();
        var cut = new TaskCompletionSource();
        receiver.Answer = async context =>
        {
            using var gone = context.RequestAborted.Register(cut.SetResult);
            await context.Response.Body.WriteAsync(new byte[1_024]);
            await cut.Task;
        };

        await Create(receiver, client).NotifyAsync(Notice, CancellationToken.None);

        await cut.Task.WaitAsync(TimeSpan.FromSeconds(60));
    }

    [Fact]
    public async Task Notify_NoAnswerInTime_IsTransient()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        using var client = new WebhookClient();
        var clock = new FakeTimeProvider();
        receiver.Answer = static context => Task.Delay(Timeout.InfiniteTimeSpan, context.RequestAborted);
        var sending = FailAsync(Create(receiver, client, clock));
        await Eventually.TrueAsync(() => receiver.Received.Count == 1, "the receiver has the request");

        clock.Advance(TimeSpan.FromSeconds(10));

        var error = await sending;
        Assert.True(error.IsTransient);
        Assert.Equal("No answer within 10 s.", error.Message);
    }

    [Fact]
    public async Task Notify_NobodyListens_IsTransientAndTellsNoAddress()
    {
        using var client = new WebhookClient();
        string url;
        await using (var receiver = await WebhookReceiver.StartAsync())
        {
            url = receiver.Url;
        }

        var error = await FailAsync(Create(url, client));

        Assert.True(error.IsTransient);
        Assert.Equal("The receiver could not be reached: connection_error.", error.Message);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/")]
    [InlineData("http://[fe80::1]/hook")]
    [InlineData("http://168.63.129.16/hook")]
    public async Task Notify_LinkLocalReceiverBehindAProxy_IsNotAskedFor(string url)
    {
        await using var proxy = await WebhookReceiver.StartAsync();
        using var client = new WebhookClient(new WebProxy(new Uri(proxy.Url)));

        var error = await FailAsync(Create(url, client));

        Assert.False(error.IsTransient);
        Assert.Equal(WebhookAddressException.Remedy, error.Message);
        Assert.Empty(proxy.Received);
    }

    [Theory]
    [InlineData("receiver.invalid")]
    [InlineData("192.0.2.7")]
    public async Task Notify_AnotherReceiverBehindAProxy_IsAskedForByTheProxy(string host)
    {
        await using var proxy = await WebhookReceiver.StartAsync();
        using var client = new WebhookClient(new WebProxy(new Uri(proxy.Url)));
        var url = new UriBuilder(proxy.Url) { Host = host, Port = 80 };

        // The server here is no proxy, and says so.
        var error = await FailAsync(Create(url.Uri.AbsoluteUri, client));

        Assert.StartsWith("The receiver answered 400", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Wants_ConfiguredKinds_AreThoseOnly()
    {
        using var client = new WebhookClient();
        var some = Create("http://localhost/hook", client, kinds: "go_no_go_decided");
        var all = Create("http://localhost/hook", client);

        Assert.Equal(
            [GovernanceNoticeKind.GoNoGoDecided], Enum.GetValues<GovernanceNoticeKind>().Where(some.Wants));
        Assert.All(Enum.GetValues<GovernanceNoticeKind>(), kind => Assert.True(all.Wants(kind)));
    }

    [Fact]
    public async Task Notify_Cancelled_IsThrown()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        using var client = new WebhookClient();
        using var stop = new CancellationTokenSource();
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            async () => await Create(receiver, client).NotifyAsync(Notice, stop.Token));
    }

    private static async Task<NoticeDeliveryException> FailAsync(WebhookNotifier notifier) =>
        await Assert.ThrowsAsync<NoticeDeliveryException>(
            async () => await notifier.NotifyAsync(Notice, CancellationToken.None));

    private static WebhookNotifier Create(
        WebhookReceiver receiver, WebhookClient client, TimeProvider? time = null) =>
        Create(receiver.Url, client, time);

    private static WebhookNotifier Create(
        string url, WebhookClient client, TimeProvider? time = null, string? kinds = null)
    {
        var options = new NoticeWebhookOptions { Name = "hook", Url = url, Secret = WebhookReceiver.Secret };
        if (kinds is not null)
        {
            options.Kinds.Add(kinds);
        }

        return new WebhookNotifier(options, client, time ?? new FakeTimeProvider());
    }
}
