using Microsoft.Extensions.DependencyInjection;
using Valhalla.Governance.AspNetCore.Tests.Hosting;
using Valhalla.Governance.Testing;

namespace Valhalla.Governance.AspNetCore.Tests.Clock;

public sealed class ClockEndpointsTests
{
    private const string Base = "/api/governance/clock";

    [Fact]
    public async Task Acknowledge_AfterAJump_NeedsAReasonAndClears()
    {
        var time = new FakeTimeProvider();
        await using var api = await TestApi.StartAsync(b => b.Services.AddSingleton<TimeProvider>(time));
        Assert.True((await api.GetJsonAsync(Base)).GetProperty("ok").GetBoolean());

        time.SetUtcNow(time.GetUtcNow().AddHours(-3));
        var suspect = await api.GetJsonAsync(Base);
        var refused = await TestApi.ProblemAsync(
            await api.PostAsync(Base + "/acknowledge", """{"actor":"ann"}"""), 400, "reason_required");
        var after = await api.PostJsonAsync(Base + "/acknowledge", """{"actor":"ann","reason":"Looked at."}""");
        var audit = await api.GetJsonAsync("/api/governance/audit?action=clock.acknowledged");

        Assert.False(suspect.GetProperty("ok").GetBoolean());
        Assert.Contains("jumped", suspect.GetProperty("suspicions")[0].GetString(), StringComparison.Ordinal);
        Assert.True(refused.GetProperty("errors").TryGetProperty("reason", out _));
        Assert.True(after.GetProperty("ok").GetBoolean());
        Assert.Equal("Looked at.", audit[0].GetProperty("reason").GetString());
    }
}
