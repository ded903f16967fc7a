using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Valhalla.Governance.AspNetCore.Tests.Hosting;
using Valhalla.Governance.Notices;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.AspNetCore.Tests.Notices;

/// <summary>From a change over HTTP to a receiver on a real port, and the dead letters of one that is down.</summary>
public sealed class NoticeEndpointsTests
{
    private const string DeadLetters = "/api/governance/notices/dead-letters";
    private const string Switch = "/api/governance/go-live/kill-switch/";

    [Fact]
    public async Task Kill_EngagedAndReleased_TheReceiverIsToldInOrder()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var api = await StartAsync(receiver);

        await api.PostJsonAsync(Switch + "engage", """{"reason":"fire","actor":"ann"}""");
        await api.PostJsonAsync(Switch + "release", """{"reason":"out","actor":"bob"}""");

        await Eventually.TrueAsync(() => receiver.Received.Count == 2, "both notices were received");
        var notices = receiver.Received.Select(r => NoticeJson.Read(r.Body)).ToList();
        Assert.All(receiver.Received, r => Assert.True(r.IsSigned));
        Assert.Equal(
            [
                (GovernanceNoticeKind.KillSwitchEngaged, "ann", "fire"),
                (GovernanceNoticeKind.KillSwitchReleased, "bob", "out"),
            ],
            notices.Select(n => (n.Kind, n.Actor, n.Reason!)));
        Assert.Equal(receiver.Received.Select(r => r.Id), notices.Select(n => n.Id));
    }

    [Fact]
    public async Task Kill_KindThatTheReceiverDoesNotWant_IsPassedOver()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var api = await StartAsync(receiver, "kill_switch_released");

        await api.PostJsonAsync(Switch + "engage", """{"reason":"fire"}""");
        await api.PostJsonAsync(Switch + "release", """{"reason":"out"}""");

        await Eventually.TrueAsync(() => !receiver.Received.IsEmpty, "the notice was received");
        Assert.Equal(
            GovernanceNoticeKind.KillSwitchReleased, NoticeJson.Read(Assert.Single(receiver.Received).Body).Kind);
    }

    [Fact]
    public async Task Kill_TheReceiverHangs_IsAnsweredAndInForceMeanwhile()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        var hold = new TaskCompletionSource();
        receiver.Answer = context => hold.Task.WaitAsync(context.RequestAborted);
        await using var api = await StartAsync(receiver);

        await api.PostJsonAsync(Switch + "engage", """{"reason":"fire"}""");
        await Eventually.TrueAsync(() => receiver.Received.Count == 1, "the receiver has the notice");
        await api.PostJsonAsync(Switch + "release", """{"reason":"out"}""");
        var state = await api.PostJsonAsync(Switch + "engage", """{"reason":"again"}""");

        Assert.False(hold.Task.IsCompleted);
        Assert.True(state.GetProperty("kill_switch_engaged").GetBoolean());
        Assert.Single(receiver.Received);
        hold.SetResult();
        await Eventually.TrueAsync(() => receiver.Received.Count == 3, "the rest follows");
    }

    [Fact]
    public async Task DeadLetter_ReceiverDown_IsKeptShownAndSentAgain()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        receiver.Answer = static context => Status(context, 503);
        await using var api = await StartAsync(receiver);
        await api.PostJsonAsync(Switch + "engage", """{"reason":"fire"}""");
        var letter = await OnlyDeadLetterAsync(api);
        Assert.Equal(2, receiver.Received.Count);
        Assert.Equal(
            ("hook", 2, "The receiver answered 503."),
            (letter.GetProperty("notifier").GetString(), letter.GetProperty("attempts").GetInt32(),
                letter.GetProperty("last_error").GetString()));
        Assert.Equal("kill_switch_engaged", letter.GetProperty("notice").GetProperty("kind").GetString());
        Assert.Equal(HealthStatus.Degraded, await HealthAsync(api));
        var retry = $"{DeadLetters}/{letter.GetProperty("id").GetInt64()}/retry";

        var failed = await api.PostJsonAsync(retry, """{"actor":"ann"}""");
        receiver.Answer = static context => Status(context, 200);
        var delivered = await api.PostJsonAsync(retry, """{"actor":"bob"}""");

        Assert.False(failed.GetProperty("ok").GetBoolean());
        Assert.Equal(3, failed.GetProperty("dead_letter").GetProperty("attempts").GetInt32());
        Assert.Equal("ann", failed.GetProperty("dead_letter").GetProperty("retried_by").GetString());
        Assert.Equal((true, "delivered"), (
            delivered.GetProperty("ok").GetBoolean(), delivered.GetProperty("status").GetString()));
        Assert.Equal("bob", delivered.GetProperty("dead_letter").GetProperty("retried_by").GetString());
        Assert.Single(receiver.Received.Select(r => r.Id).Distinct());
        Assert.Equal(4, receiver.Received.Count);
        Assert.Equal(0, (await api.GetJsonAsync(DeadLetters + "?open=true")).GetArrayLength());
        Assert.Equal(1, (await api.GetJsonAsync(DeadLetters + "?notifier=hook")).GetArrayLength());
        Assert.Equal(HealthStatus.Healthy, await HealthAsync(api));
        await TestApi.ProblemAsync(await api.PostAsync(retry, "{}"), 409, "dead_letter_resolved");
    }

    [Theory]
    [InlineData("7")]
    [InlineData("seven")]
    public async Task Retry_UnknownId_Is404(string id)
    {
        await using var api = await TestApi.StartAsync();

        await TestApi.ProblemAsync(
            await api.PostAsync($"{DeadLetters}/{id}/retry", "{}"), 404, "dead_letter_unknown");
    }

    [Fact]
    public async Task Retry_NotifierNoLongerThere_Is409AndNothingIsSent()
    {
        await using var api = await TestApi.StartAsync();
        var store = api.Services.GetRequiredService<INoticeStore>();
        var lease = await store.TryTakeAsync("gone", "node", TimeSpan.FromHours(1), CancellationToken.None);
        await store.TryAdvanceAsync(
            lease!, 1, new NewDeadLetter("{}", 5, "Down."), TimeSpan.FromHours(1), CancellationToken.None);

        await TestApi.ProblemAsync(await api.PostAsync(DeadLetters + "/1/retry", "{}"), 409, "notifier_unknown");
        Assert.Equal(HealthStatus.Healthy, await HealthAsync(api));
    }

    [Theory]
    [InlineData("?open=yes", "open")]
    [InlineData("?limit=0", "limit")]
    [InlineData("?cursor=x", "cursor")]
    public async Task List_WrongQuery_Is400NamingTheField(string query, string field)
    {
        await using var api = await TestApi.StartAsync();

        var problem = await TestApi.ReadAsync(await api.GetAsync(DeadLetters + query), HttpStatusCode.BadRequest);

        Assert.True(problem.GetProperty("errors").TryGetProperty(field, out _));
    }

    private static Task Status(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }

    private static async Task<JsonElement> OnlyDeadLetterAsync(TestApi api)
    {
        var store = api.Services.GetRequiredService<INoticeStore>();
        await Eventually.TrueAsync(
            () => store.CountOpenAsync(["hook"], CancellationToken.None).AsTask().Result == 1, "it was given up");
        return (await api.GetJsonAsync(DeadLetters)).EnumerateArray().Single();
    }

    private static async Task<HealthStatus> HealthAsync(TestApi api) =>
        (await api.Services.GetRequiredService<NoticesHealthCheck>().CheckHealthAsync(new HealthCheckContext())).Status;

    private static async Task<TestApi> StartAsync(WebhookReceiver receiver, string? kind = null)
    {
        var api = await TestApi.StartAsync(builder => builder.Configuration.AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["Valhalla:Notices:MaxAttempts"] = "2",
                ["Valhalla:Notices:FirstDelay"] = "00:00:00.01",
                ["Valhalla:Notices:Webhooks:0:Name"] = "hook",
                ["Valhalla:Notices:Webhooks:0:Url"] = receiver.Url,
                ["Valhalla:Notices:Webhooks:0:Secret"] = WebhookReceiver.Secret,
                ["Valhalla:Notices:Webhooks:0:Timeout"] = "00:01:00",
                ["Valhalla:Notices:Webhooks:0:Kinds:0"] = kind ?? "kill_switch_engaged",
                ["Valhalla:Notices:Webhooks:0:Kinds:1"] = kind ?? "kill_switch_released",
            }));

        // The place of a new notifier is the end of the chain: it must be there before the first change.
        var store = api.Services.GetRequiredService<INoticeStore>();
        await Eventually.TrueAsync(
            () => store.TryTakeAsync("hook", "test", TimeSpan.Zero, CancellationToken.None).AsTask().Result is null,
            "the dispatcher has started");
        return api;
    }
}
