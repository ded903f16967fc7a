using System.Net;
using Microsoft.Extensions.DependencyInjection;
using NSubstitute;
using Valhalla.Governance.AspNetCore.Tests.Hosting;

namespace Valhalla.Governance.AspNetCore.Tests.GoLive;

public sealed class GoLiveEndpointsTests
{
    private const string Base = "/api/governance/go-live/";

    [Fact]
    public async Task State_AtFirst_IsOffAndClear()
    {
        await using var api = await TestApi.StartAsync();

        var state = await api.GetJsonAsync(Base + "state");

        Assert.False(state.GetProperty("go_live_enabled").GetBoolean());
        Assert.False(state.GetProperty("kill_switch_engaged").GetBoolean());
    }

    [Fact]
    public async Task Enable_WithBlockersAndNoOverride_Is409WithThem()
    {
        await using var api = await TestApi.StartAsync(governed: "production");

        var problem = await TestApi.ProblemAsync(
            await api.PostAsync(Base + "enable", """{"actor":"deployment"}"""), 409, "checks_failing");

        Assert.Contains(
            "env_sanity", problem.GetProperty("failing_checks").EnumerateArray().Select(c => c.GetString()));
        Assert.Contains("DATABASE_URL", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Enable_OverrideWithoutReason_Is400()
    {
        await using var api = await TestApi.StartAsync(governed: "production");

        await TestApi.ProblemAsync(
            await api.PostAsync(Base + "enable", """{"override":true}"""), 400, "reason_required");
    }

    [Fact]
    public async Task KillSwitch_EngagedTwice_IsIdempotent()
    {
        await using var api = await TestApi.StartAsync();

        var first = await api.PostJsonAsync(Base + "kill-switch/engage", """{"actor":"bryan","reason":"stop"}""");
        var second = await api.PostJsonAsync(Base + "kill-switch/engage", "");

        Assert.Equal("changed", first.GetProperty("status").GetString());
        Assert.Equal("bryan", first.GetProperty("updated_by").GetString());
        Assert.Equal("unchanged", second.GetProperty("status").GetString());
        Assert.Equal(first.GetProperty("epoch").GetInt64(), second.GetProperty("epoch").GetInt64());
    }

    [Fact]
    public async Task KillSwitch_ReleasedWithoutReason_Is400()
    {
        await using var api = await TestApi.StartAsync();
        await api.PostJsonAsync(Base + "kill-switch/engage", "{}");

        await TestApi.ProblemAsync(await api.PostAsync(Base + "kill-switch/release", "{}"), 400, "reason_required");
        var released = await api.PostJsonAsync(Base + "kill-switch/release", """{"reason":"over"}""");

        Assert.False(released.GetProperty("kill_switch_engaged").GetBoolean());
    }

    [Theory]
    [InlineData(GoLiveChangeStatus.LocalOnly, 202)]
    [InlineData(GoLiveChangeStatus.ApprovalRecorded, 202)]
    [InlineData(GoLiveChangeStatus.AlreadyApproved, 409)]
    [InlineData(GoLiveChangeStatus.Unchanged, 200)]
    public async Task Change_OfEachStatus_HasItsAnswer(GoLiveChangeStatus status, int expected)
    {
        var gate = Substitute.For<IGoLiveGate>();
        gate.Current.Returns(new GateSnapshot(new GoLiveState(), TimeSpan.Zero, false, false, false));
        gate.EngageKillSwitchAsync(default!, default, default).ReturnsForAnyArgs(
            new GoLiveChangeResult(status, new GoLiveState(), [], 1));
        await using var api = await TestApi.StartAsync(b => b.Services.AddSingleton(gate));

        using var response = await api.PostAsync(Base + "kill-switch/engage", "{}");

        Assert.Equal(expected, (int)response.StatusCode);
    }

    [Theory]
    [InlineData(StoreFailure.Unavailable, "store_unavailable")]
    [InlineData(StoreFailure.Busy, "busy")]
    [InlineData(StoreFailure.Full, "storage_full")]
    [InlineData(StoreFailure.Overloaded, "overloaded")]
    public async Task Change_WithFailingStore_Is503WithRetryAfter(StoreFailure failure, string code)
    {
        var gate = Substitute.For<IGoLiveGate>();
        gate.DisableAsync(default!, default, default).ReturnsForAnyArgs<ValueTask<GoLiveChangeResult>>(
            _ => throw new ValhallaStoreException(failure, "secret connection string"));
        await using var api = await TestApi.StartAsync(b => b.Services.AddSingleton(gate));

        using var response = await api.PostAsync(Base + "disable", "{}");

        var problem = await TestApi.ProblemAsync(response, 503, code);
        Assert.NotNull(response.Headers.RetryAfter);
        Assert.DoesNotContain("secret", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Change_WithUnexpectedFailure_Is500WithoutDetails()
    {
        var gate = Substitute.For<IGoLiveGate>();
        gate.DisableAsync(default!, default, default).ReturnsForAnyArgs<ValueTask<GoLiveChangeResult>>(
            _ => throw new InvalidOperationException("secret"));
        await using var api = await TestApi.StartAsync(b => b.Services.AddSingleton(gate));

        using var response = await api.PostAsync(Base + "disable", "{}");

        var problem = await TestApi.ProblemAsync(response, 500, "internal_error");
        Assert.DoesNotContain("secret", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Actor_WithALogin_IsTheIdentityAndTheBodysIsAClaim()
    {
        var gate = Substitute.For<IGoLiveGate>();
        gate.DisableAsync(default!, default, default).ReturnsForAnyArgs(
            new GoLiveChangeResult(GoLiveChangeStatus.Changed, new GoLiveState(), []));
        await using var api = await TestApi.StartAsync(
            b =>
            {
                RoleScheme.Add(b);
                b.Services.AddSingleton(gate);
            },
            valhalla: RoleScheme.MapAll);
        api.Client.DefaultRequestHeaders.Add(RoleScheme.Header, "operate");

        await api.PostJsonAsync(Base + "disable", """{"actor":"mallory"}""");

        await gate.Received(1).DisableAsync(
            new ChangeAuthor("alice", "mallory", "127.0.0.1"), null, Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task Checklist_WithRealRunbook_NamesThePacks()
    {
        await using var api = await TestApi.StartAsync();

        var checklist = await api.GetJsonAsync(Base + "checklist");

        Assert.Equal(
            ["A", "B", "C"], checklist.GetProperty("required_packs").EnumerateObject().Select(p => p.Name));
        Assert.Equal(
            checklist.GetProperty("ok").GetBoolean(), checklist.GetProperty("failing_checks").GetArrayLength() == 0);
    }

    [Fact]
    public async Task Runbook_Status_HasTheSeedsShape()
    {
        await using var api = await TestApi.StartAsync();

        var status = await api.GetJsonAsync("/api/governance/runbook/status");

        Assert.Equal(
            ["generated_at", "blockers", "warnings", "info", "ok_to_enable_go_live", "snapshot_hash"],
            status.EnumerateObject().Select(p => p.Name));
        var clear = status.GetProperty("info").EnumerateArray()
            .Single(i => i.GetProperty("id").GetString() == "kill_switch_clear");
        Assert.Equal(["id", "ok", "severity", "message", "detail"], clear.EnumerateObject().Select(p => p.Name));
        Assert.Equal("BLOCKER", clear.GetProperty("severity").GetString());
        Assert.False(clear.GetProperty("detail").GetProperty("kill_switch_engaged").GetBoolean());
    }

    [Fact]
    public async Task Runbook_Markdown_IsText()
    {
        await using var api = await TestApi.StartAsync();

        using var response = await api.GetAsync("/api/governance/runbook/markdown");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/markdown", response.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith(
            "# Valhalla Go-Live Runbook", await response.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
