using System.Net;
using System.Net.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.AspNetCore.Tests.Hosting;
using Valhalla.Governance.Integrity;

namespace Valhalla.Governance.AspNetCore.Tests.Integrity;

public sealed class IntegrityEndpointsTests
{
    private const string Alarms = "/api/governance/integrity/alarms";

    [Fact]
    public async Task Acknowledge_OpenAlarm_UnblocksTheRunbookAndIsAudited()
    {
        await using var api = await TestApi.StartAsync();
        await api.Services.GetRequiredService<IntegrityAlarms>().RaiseAsync(
            [new IntegrityFinding(IntegrityAlarmKind.ControlLost, "control_state", "Lost.", "7 a")],
            CancellationToken.None);
        var open = (await api.GetJsonAsync(Alarms))[0];
        Assert.Equal(("control_lost", 1L), (open.GetProperty("kind").GetString(), open.GetProperty("id").GetInt64()));
        Assert.Contains("control_lost control_state: Lost.", await RunbookAsync(), StringComparison.Ordinal);

        var withoutReason = await api.Client.PostAsJsonAsync($"{Alarms}/1/acknowledge", new { actor = "ann" });
        var unknown = await api.Client.PostAsJsonAsync($"{Alarms}/x/acknowledge", new { actor = "ann", reason = "?" });
        var done = await api.Client.PostAsJsonAsync($"{Alarms}/1/acknowledge", new { actor = "ann", reason = "seen" });

        Assert.Equal(
            (HttpStatusCode.BadRequest, HttpStatusCode.NotFound, HttpStatusCode.OK),
            (withoutReason.StatusCode, unknown.StatusCode, done.StatusCode));
        Assert.Equal(0, (await api.GetJsonAsync(Alarms)).GetArrayLength());
        Assert.Equal(1, (await api.GetJsonAsync(Alarms + "?all=true")).GetArrayLength());
        Assert.DoesNotContain("control_lost", await RunbookAsync(), StringComparison.Ordinal);
        Assert.Contains(
            "integrity_alarm.acknowledge",
            (await api.GetJsonAsync("/api/governance/audit")).GetRawText(),
            StringComparison.Ordinal);

        async Task<string> RunbookAsync() => (await api.GetJsonAsync("/api/governance/runbook/status")).GetRawText();
    }

    [Fact]
    public async Task VerifyAudit_WithAMadeUpRecord_RaisesNoAlarm()
    {
        await using var api = await TestApi.StartAsync();
        await api.Client.PostAsJsonAsync(
            "/api/governance/go-live/kill-switch/engage", new { actor = "ann", reason = "drill" });

        var answer = await api.GetJsonAsync($"/api/governance/audit/verify?sequence=1&hash={new string('0', 64)}");

        Assert.False(answer.GetProperty("ok").GetBoolean());
        Assert.Equal(0, (await api.GetJsonAsync(Alarms)).GetArrayLength());
    }
}
